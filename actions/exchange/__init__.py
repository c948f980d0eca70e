"""What others hold about who is signed in: asked by consent, in parallel, each with a time limit, and put in the case's terms (``Exchange``)."""
