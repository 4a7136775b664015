"""Pages as they are seen: where words stand on them, their pictures, their recognised text."""
