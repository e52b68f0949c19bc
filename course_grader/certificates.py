"""`make certificates`: what the machines of a Dask cluster know each other by."""

import os
import sys
from pathlib import Path

from distributed.security import Security

FOLDER = Path(__file__).resolve().parent.parent / ".rnn-course-tls"


def make_certificates(folder):
    """Write certificate.pem, which is its own authority, and key.pem for every machine of a cluster, good for a year.

    folder: made if it is missing. Raises FileExistsError rather than replace a key that is in use.
    """
    made = Security.temporary()  # Dask's own way to make them
    folder.mkdir(mode=0o700, exist_ok=True)
    for name, text in (("key.pem", made.tls_client_key), ("certificate.pem", made.tls_client_cert)):
        with open(folder / name, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(text)


def main():
    try:
        make_certificates(FOLDER)
    except FileExistsError:
        print(f"{FOLDER.name}에 인증서가 이미 있습니다. 새로 만들려면 그 폴더를 지우고 다시 실행하세요.")
        return 1
    print(
        f"{FOLDER.name}에 인증서를 만들었습니다. 한 해 동안 쓸 수 있습니다. 채점할 컴퓨터마다 과정 폴더에 복사하세요."
    )
    print("이 폴더를 가진 사람은 채점하는 모든 컴퓨터에서 코드를 실행할 수 있으니 아무에게도 주지 마세요.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
