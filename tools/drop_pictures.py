"""Take the pictures that JupyterLab saves beside a plotly figure out of notebooks: the figure itself stays.

usage: python tools/drop_pictures.py NOTEBOOK ...
"""

import json
import sys
from pathlib import Path

FIGURE, PICTURE = "application/vnd.plotly.v1+json", "image/png"


def drop_pictures(path):
    """Whether there were any; the file is written anew only then."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    outputs = [output.get("data", {}) for cell in notebook["cells"] for output in cell.get("outputs", [])]
    drawn = [data for data in outputs if FIGURE in data and PICTURE in data]
    for data in drawn:
        del data[PICTURE]
    if drawn:
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return bool(drawn)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        drop_pictures(Path(name))
