"""Many results side by side: areas, one area through time, drafts."""
