"""Rule packs and vocabularies: their schema, and how they are loaded from YAML."""
