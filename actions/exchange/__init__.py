"""What others hold about who is signed in: asked by consent, in parallel, each with a time limit, and put in the case's terms.

answers = await ask_all(sources, subject, deadline)      # nothing here raises: who does not answer is told as a trouble
report = found(answers, ...)                             # a Prefill, which the engine takes
"""
