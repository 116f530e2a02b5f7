"""What strangers try: text that commands the terminal, markup, addresses that lead into the house, bombs."""
