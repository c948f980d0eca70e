"""The pure core of Daoban: definitions, a case, and ``advance``, which moves a case by one turn."""
