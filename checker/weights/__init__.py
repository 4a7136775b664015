"""What readers' labels taught: words that speak for and against, and how signals become a verdict."""
