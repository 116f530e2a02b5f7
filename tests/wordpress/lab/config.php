<?php // wp-config.php: everything by the environment, nothing leaves the machine.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('LAB_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
define('WP_HOME', getenv('LAB_HOME'));
define('WP_SITEURL', getenv('LAB_HOME'));
define('WP_CONTENT_URL', getenv('LAB_HOME') . '/wp-content'); // else pictures get relative addresses at installation
define('WP_ENVIRONMENT_TYPE', 'local');                       // application passwords without TLS
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('DISALLOW_FILE_MODS', true);
define('WP_DEBUG', false);
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $name) {
    define("{$name}_KEY", "$name key of a laboratory");
    define("{$name}_SALT", "$name salt of a laboratory");
}
$table_prefix = 'wp_';
defined('ABSPATH') || define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
