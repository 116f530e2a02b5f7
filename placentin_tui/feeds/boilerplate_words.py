"""The phrases of `debris`, in the languages that WordPress and its plugins are translated into."""

from __future__ import annotations

SAID_FIRST = (
    r"(?:first )?appeared (?:first )?(?:on|in|at)\b",
    r"(?:was )?(?:first|originally) (?:published|posted|appeared) (?:on|in|at)\b",
    r"est (?:ap)?paru(?:e)? (?:en premier|d['’]abord|pour la première fois) (?:sur|dans)\b",
    r"provient de\b",
    r"(?:erschien|ist) zuerst (?:auf|bei|in)\b",
    r"wurde zuerst (?:auf|bei)\b",
    r"(?:aparece|apareció|se publicó|fue publicad[oa]) (?:primero|por primera vez) en\b",
    r"(?:proviene da|sembra essere il primo su|è apparso per la prima volta su|è stato pubblicato per primo su)\b",
    r"(?:apareceu|aparece|foi publicado) (?:primeiro|pela primeira vez) (?:em|no|na)\b",
    r"verscheen (?:eerst|als eerste) op\b",
    r"(?:pochodzi z|pojawił[ay]? się (?:po raz pierwszy|najpierw) (?:na|w))\b",
    r"dök först upp (?:på|hos)\b",
    r"(?:dukkede|blev) først (?:op|udgivet) på\b",
    r"(?:dukket|ble) først (?:opp|publisert) på\b",
    r"(?:julkaistiin|ilmestyi) (?:ensimmäisen kerran|ensimmäisenä|ensin)\b",
    r"pochází z\b",
    r"se (?:nejdříve|poprvé) objevil\w* ",
    r"(?:zobrazený najskôr|sa (?:najskôr|prvýkrát) objavil\w*)",
    r"bejegyzés először\b",
    r"(?:apare|a apărut) (?:prima dată|mai întâi) (?:în|pe)\b",
    r"yazısı ilk (?:önce|olarak)\b",
    r"ha aparegut primer a\b",
    r"aparece(?:u)? primeiro en\b",
    r"sarrera\b.{0,60}lehenengo",
    r"εμφανίστηκε πρώτα\b",
    r"(?:впервые )?появил(?:ась|ось|ся|ись) (?:сначала|впервые)?",
    r"впервые появил\w+",
    r"(?:спершу|вперше|спочатку) з['’ʼ]яви[влт]\w+",
    r"з['’ʼ]яви[влт]\w+ (?:спершу|вперше|спочатку)",
    r"се появи (?:първо|за първи път)",
    r"(?:se pojavil\w|pojavi(?:la|o|lo|l) se) (?:prv\w+|najprej)",
    r"се појави\w* (?:прво|први)",
    r"(?:je bil\w? )?najprej objavljen\w?",
    r"أولاً على",
    r"أول مرة",
    r"ظهرت? أول",
    r"הופיע(?:ה)? (?:לראשונה|ראשון)",
    r"اولین بار در",
    r"(?:đã )?xuất hiện (?:đầu tiên|trước)",
    r"(?:pertama kali|muncul pertama|tampil pertama)\b",
    r"pirmą kartą pasirodė\b",
    r"pirmoreiz parādījās\b",
    r"ilmus esmalt\b",
    r"は.{1,80}(?:最初に|初めて)",
    r"(?:这篇文章)?(?:最先|最早|首先|首次)(?:出现|出現|发布|發佈|發表|发表)",
    r"這篇文章(?:最早|最先)",
    r"(?:게시물은|글은|포스트).{1,80}(?:처음|먼저)",
    r"birinchi bor\b",
    r"parut (?:d['’]abord|en premier) sur\b",
)
"""Patterns of what is between the article's title and the paper's name in a credit line."""

_HEADINGS = """
related | related posts | related articles | related stories | related content | related reading | see also |
you might also like | you may also like | more like this | read more | read also | recommended | further reading |
share this | share | like this | like | share this post | leave a comment | tags | articles similaires |
article similaire | articles liés | articles connexes | similaire | similaires | à lire aussi | lire aussi |
à lire également | voir aussi | sur le même sujet | sur le même thème | dans le même thème | vous aimerez aussi |
partager | partager sur | partagez | partager cet article | j’aime ça | wordpress j’aime ça |
ähnliche beiträge | ähnliche artikel | ähnliches | verwandte beiträge | verwandte artikel | verwandt | teilen |
teilen mit | gefällt mir | das könnte dich auch interessieren | siehe auch | mehr zum thema | relacionado |
relacionados | entradas relacionadas | artículos relacionados | noticias relacionadas | compartir |
compartir esto | comparte esto | me gusta esto | véase también | te puede interesar | correlati |
articoli correlati | post correlati | articoli simili | leggi anche | condividi | mi piace | vedi anche |
posts relacionados | artigos relacionados | notícias relacionadas | compartilhe isso | partilhar isto |
leia também | gerelateerd | gerelateerde berichten | gerelateerde artikelen | lees ook | delen | dit delen |
vind-ik-leuk | powiązane | powiązane wpisy | podobne | podobne wpisy | zobacz też | udostępnij |
dodaj do ulubionych | relaterat | relaterade inlägg | relaterade artiklar | läs också | dela detta | relateret |
relaterede indlæg | relatert | relaterte innlegg | les også | aiheeseen liittyy | liittyvät artikkelit |
lue myös | související | související články | podobné | súvisiace | súvisiace články | kapcsolódó | hasonló |
kapcsolódó cikkek | similare | articole similare | articole asemănătoare | ilgili | ilgili yazılar |
benzer yazılar | relacionat | entrades relacionades | σχετικά | σχετικά άρθρα | похожее | похожие записи |
похожие статьи | по теме | читайте также | поделиться | понравилось это | пов’язане | схожі записи |
читайте також | подобни | свързани | povezano | povezani članci | slično | повезано | مرتبط | ذات صلة |
مقالات ذات صلة | קשור | פוסטים קשורים | مرتبط با |
関連 | 関連記事 | 共有 | いいね | 相关 | 相关文章 | 相關 | 相關文章 |
分享 | 관련 | 관련 글 |
liên quan | bài viết liên quan | terkait | artikel terkait | baca juga
"""
EMPTY_HEADINGS = frozenset(words.strip() for words in _HEADINGS.split("|"))
"""Headings above what feeds do not include: lists of other articles, buttons."""
