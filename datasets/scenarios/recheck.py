"""Mark C9: released tables, read as a reader reads them, and attacked by a solver that shares nothing with the program.

Not written: the mark fails and says so. tests/engine/research/disclosure/attack.py attacks random releases."""


def recheck(scene):
    undone = scene.undone("disclose", "release", "open-tables")
    return False, undone or "not examined: the attack on a scenario's released tables is not written"
