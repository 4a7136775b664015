"""What a check found: the types, their JSON both ways, and where they are kept. All reports are made from these."""
