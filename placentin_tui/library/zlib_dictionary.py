"""The zlib preset dictionary of article texts: frequent words of French and English, addresses, encoded blocks.

zlib writes the dictionary's checksum into its output, so a text can be decompressed as long as its dictionary is kept.
What stands at the end is found fastest and encoded shortest.
"""

from __future__ import annotations

import zlib

_ENGLISH = """
according to although another around because before being between could every first found government however
including international itself many might minister most much national never nothing other people president
public report right should since something still their there these they think this those through today under
until very want water week were what when where which while without women work world would years about after
again against also and are as at but by for from had has have he her his how I if in into is it its last made
more new no not of on one only or our out over said she so some such than that the them then time to two up
was we who will with year you your
"""
_FRENCH = """
aujourd’hui l’association l’État l’Union européenne l’article l’année l’entreprise l’enquête d’abord d’euros
d’autres c’est-à-dire qu’elle qu’ils qu’un n’est s’est j’ai lorsque puisque quelques plusieurs plutôt beaucoup
souvent toujours jamais désormais notamment également cependant toutefois pourtant ensuite enfin ainsi alors
afin jusqu’à malgré parmi janvier février mars avril mai juin juillet août septembre octobre novembre décembre
lundi mardi mercredi jeudi vendredi samedi dimanche heures matin soir semaine jours mois années dernière
dernier prochain première premier deuxième nouvelle nouveau grande grand petite petit jeunes femmes hommes
enfants personnes habitants monde pays ville région quartier commune mairie maire département France français
française Paris Europe européen internationale national politique économique sociale culturelle publique
président présidente ministre gouvernement Assemblée nationale députés sénateurs parlement parti élections
candidat campagne loi projet réforme accord conseil commission tribunal justice police sécurité guerre paix
défense affaires étrangères relations discussions délégation visite rencontre réunion conférence presse
journal agence journaliste rédaction photo millions milliards euros pour cent marché emploi travail
travailleurs entreprise groupe société industrie énergie climat environnement santé hôpital école université
recherche culture musée théâtre festival film livre musique sport équipe match saison victoire joueurs
communauté situation question problème exemple moyens place fois point manière partie nombre cours temps jour
vie histoire droit eau a ai ait après au aucun aura aurait aussi autre autres aux avait avaient avant avec
avoir bien car ce cela celle celui ces cet cette ceux chaque chez ci comme comment contre dans de depuis des
deux devant doit donc dont du elle elles en encore entre est et étaient était été être eu eux fait faire faut
font il ils je l la là le les leur leurs lui mais même mêmes mettre moins mois mon ne non nos notre nous on
ont ou où par pas pendant peu peut peuvent plus pour pourrait près qu quand que quel quelle qui quoi sa sans
se selon sera serait ses si soit son sont sous sur tant tous tout toute toutes très trois trop tu un une vers
veut voir vos votre vous y a été a-t-il a déclaré dans le dans la dans les de la de l’ des sur le sur la pour
le pour les par le par la avec les et de et la et les à la à l’ il y a ce qui ce que c’est d’un d’une que les
que la qui a n’a pas ne pas plus de en 2026 en 2025 ont été est un est une du
"""
_ADDRESSES = """
http://www. .org/ .net/ .html .php?id= index.php /feed/ /category/ /author/ /tag/
https://www.youtube.com/watch?v= https://fr.wikipedia.org/wiki/ https://twitter.com/ https://www.facebook.com/
.png .webp .jpeg -1024x683.jpg -scaled.jpg /wp-content/uploads/2025/ /wp-content/uploads/2026/ https://www.
.com/ .fr/ https://
"""
# Blocks, as MessagePack has them: a list, a heading, a figure, an emphasis, a link, a paragraph.
_BLOCKS = (
    b"\xc0\xc0\x90\xa5fr-FR\xa0\xa0\x90\xa2fr\xa0\xa0\x93\xa1l\x94\x92\x91\x93\xa1p\x91\x94\x00\xa0\xa0\xa0\xa0"
    b"\x92\x91\x93\xa1p\x91\x94\x95\xa1h\x02\x91\x94\x94\xa1h\x03\x91\x94\x00\xa0\xa0\xa0\x95\xa1f\x94\xd9.jpg"
    b"\x00\x00\x91\x94\x00\xa0\xa0\xa0\xa0\x94\x01\xa0\xa0\x94\xa1 \x00\xa0\xa0\x94\x02\xa0\xa0\x94\x00\xd9 htt"
    b"ps://\xa0\x94\xda\x01.\x00\xa0\xa0\xa0\x93\xa1p\x91\x94\xda\x01"
)

FIRST = b"".join(" ".join(words.split()).encode() for words in (_ENGLISH, _ADDRESSES, _FRENCH)) + _BLOCKS

DICTIONARIES = {zlib.adler32(each).to_bytes(4, "big"): each for each in (FIRST,)}
"""Every dictionary ever released, by its Adler-32 checksum (big-endian), as zlib's header names it."""
