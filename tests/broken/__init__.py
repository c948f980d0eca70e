"""Each folder is a mistake: files laid over ``valid/``, and ``expected.txt``, all that `daoban check` must say of them."""
