"""The brief over several documents of one area: what was promised, reported and inspected, side by side by theme."""
