"""Words, sentences, quotations, languages and spans: what every check reads an article with."""
