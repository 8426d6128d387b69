"""Runs docs/verify.py over many made exchanges: agree.py VERIFY.py LIST, where LIST names one folder a line that
holds the parties' evidence folders. Prints the codes that were found, one line for each exchange."""

import importlib.util
import pathlib
import sys

specification = importlib.util.spec_from_file_location("verify", sys.argv[1])
verify = importlib.util.module_from_spec(specification)
specification.loader.exec_module(verify)

for root in pathlib.Path(sys.argv[2]).read_text().split():
    folders = [pathlib.Path(root) / party for party in ("nhs-a", "platform", "unit", "evaluation")]
    faults, _ = verify.verify(folders)
    print(" ".join(sorted({code for code, _, _ in faults})))
