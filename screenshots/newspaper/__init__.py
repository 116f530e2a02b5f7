"""An invented newspaper of many sources, in French and English, with drawn pictures: what README's pictures show."""
