<?php
// Installs WordPress and prints a small French newspaper, fictional, with one article for each case the tests need.
// Run in WordPress's folder; says the articles' numbers as JSON, by what is special about them.
$_SERVER['HTTP_HOST'] = parse_url(getenv('LAB_HOME'), PHP_URL_HOST) . ':' . parse_url(getenv('LAB_HOME'), PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = '/';
define('WP_INSTALLING', true);
function wp_new_blog_notification() {}  // may be replaced: no mail
require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';

wp_install('La Gazette du Port', 'admin', 'admin@example.org', true, '', 'admin', 'fr_FR');
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $hello) {
    wp_delete_post($hello->ID, true);
}
$options = [
    'WPLANG' => 'fr_FR', 'blogdescription' => 'Les nouvelles de la ville', 'timezone_string' => 'Europe/Paris',
    'permalink_structure' => '/%year%/%monthnum%/%postname%/', 'disallowed_keys' => getenv('LAB_FORBIDDEN'),
    'close_comments_for_old_posts' => 1, 'close_comments_days_old' => 14,
];
foreach ($options as $name => $value) {
    update_option($name, $value);
}
switch_theme(getenv('LAB_THEME'));
$GLOBALS['wp_rewrite']->init();
flush_rewrite_rules(false);

$author = wp_insert_user(['user_login' => 'claire', 'user_pass' => 'claire', 'user_email' => 'claire@example.org',
    'display_name' => 'Claire Morel', 'role' => 'author', 'description' => 'Suit le port & la pêche depuis dix ans.']);
$reader = wp_insert_user(['user_login' => 'lecteur', 'user_pass' => 'lecteur', 'user_email' => 'lecteur@example.org',
    'display_name' => 'Lecteur Abonné', 'role' => 'subscriber']);
foreach (['Ville', 'Culture'] as $name) {
    $sections[$name] = wp_insert_term($name, 'category')['term_id'];
}

function picture($name, $title) {
    $image = imagecreatetruecolor(1600, 900);
    imagefilledrectangle($image, 0, 0, 1600, 450, 0x6090C0);
    imagefilledellipse($image, 800, 450, 500, 500, 0xF0D060);
    $file = wp_upload_dir()['path'] . "/$name.jpg";
    imagejpeg($image, $file, 80);
    $id = wp_insert_attachment(['post_mime_type' => 'image/jpeg', 'post_title' => $title, 'post_status' => 'inherit',
        'post_excerpt' => "Le port, vu de la digue. © La Gazette"], $file);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $file));
    update_post_meta($id, '_wp_attachment_image_alt', $title);
    return $id;
}

function article($title, $hours, $more = []) {  // a draft, then published, as an editor does: its guid is ?p=N
    global $author, $sections;
    $text = '<!-- wp:paragraph --><p>Au port, « les quais ont changé », dit un pêcheur.</p><!-- /wp:paragraph -->'
        . ($more['between'] ?? '')
        . '<!-- wp:paragraph --><p>La suite de l’histoire tient en <strong>deux</strong> mots : on verra.</p><!-- /wp:paragraph -->';
    $id = wp_insert_post(['post_title' => $title, 'post_content' => $text, 'post_status' => 'draft', 'post_author' => $author,
        'post_category' => [$sections['Ville']], 'tags_input' => ['quais'], 'post_excerpt' => $more['excerpt'] ?? ''], true);
    if (is_wp_error($id)) {
        fwrite(STDERR, $id->get_error_message());
        exit(1);
    }
    $at = time() - 3600 * $hours;
    wp_update_post(($more['set'] ?? []) + ['ID' => $id, 'post_status' => 'publish', 'edit_date' => true,
        'comment_status' => 'open', 'post_date_gmt' => gmdate('Y-m-d H:i:s', $at), 'post_date' => wp_date('Y-m-d H:i:s', $at)]);
    return $id;
}

$said = ['Très bon article, merci.', "Pas d’accord.\n\nLes chiffres ont changé.", 'Enfin ! 🎉', 'Prix &lt; 100 € &amp; délai &gt; 3 mois.',
    'Voir <a href="http://gazette.example/archives">les archives</a>.'];
$names = ['Mireille', 'Jean-Baptiste L.', 'O’Connor', '山田'];
function comment($post, $n, $parent = 0, $more = []) {
    global $said, $names;
    $at = strtotime(get_post($post)->post_date_gmt . ' UTC') + 60 + 10 * $n;
    return wp_insert_comment(wp_slash($more + ['comment_post_ID' => $post, 'comment_parent' => $parent, 'comment_approved' => 1,
        'comment_author' => $names[$n % 4], 'comment_author_email' => 'lecteur' . $n % 4 . '@example.org',
        'comment_content' => $said[$n % 5], 'comment_author_IP' => '192.0.2.1',
        'comment_date_gmt' => gmdate('Y-m-d H:i:s', $at), 'comment_date' => wp_date('Y-m-d H:i:s', $at)]));
}
function thread($post, $count) {
    for ($n = 0, $root = 0, $answer = 0; $n < $count; $n++) {
        if ($n % 4 == 1) $answer = comment($post, $n, $root);
        elseif ($n % 4 == 2) comment($post, $n, $answer);
        else $root = comment($post, $n);
    }
}

$posts = [
    'thread' => article('Sommet : les négociateurs s’accordent sur un calendrier', 1, ['excerpt' => 'L’essentiel en une phrase.']),
    'hundred' => article('Réforme électorale : ce que change le texte', 2),
    'long' => article('Faut-il fermer les quais aux voitures ?', 3),
    'open' => article('Séisme ressenti sur la côte, aucun dégât', 4),
    'closed' => article('Coupure d’électricité : retour à la normale', 5, ['set' => ['comment_status' => 'closed']]),
    'aged' => article('Il y a un mois, la tempête', 24 * 30),
    'protected' => article('Incendie maîtrisé sur la colline', 6, ['set' => ['post_password' => 'secret']]),
    'draft' => article('À paraître', 7),
    'paged' => article('Huile d’olive : une récolte record', 8, ['between' => '<!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage -->']),
];
wp_update_post(['ID' => $posts['draft'], 'post_status' => 'draft']);
set_post_thumbnail($posts['thread'], picture('digue', 'La digue au matin'));
for ($n = 9; $n < 14; $n++) article("Brève du port n° $n", $n);
thread($posts['thread'], 8);
thread($posts['hundred'], 100);
thread($posts['long'], 130);
comment($posts['thread'], 5, 0, ['comment_approved' => 0, 'comment_author' => 'En attente']);
comment($posts['thread'], 6, 0, ['comment_approved' => 'spam', 'comment_author' => 'Pourriel']);
[$password] = WP_Application_Passwords::create_new_application_password($reader, ['name' => 'terminal']);
echo "\n", json_encode(['posts' => $posts, 'password' => WP_Application_Passwords::chunk_password($password)]), "\n";
