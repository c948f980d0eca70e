"""The readers and checks of authors' files, and the guides that tell authors how to write them."""
