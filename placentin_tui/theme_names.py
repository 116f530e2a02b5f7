"""The names of the themes: our own, and Textual's that have all the colours we need."""

DAY, NIGHT = "placentin-day", "placentin-night"

THEMES = (
    DAY, NIGHT,
    "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte", "catppuccin-macchiato",
    "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai", "nord", "rose-pine", "rose-pine-dawn",
    "rose-pine-moon", "solarized-dark", "solarized-light", "textual-dark", "textual-light", "tokyo-night",
)  # fmt: skip
