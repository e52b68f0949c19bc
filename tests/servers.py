"""A port for a server that another process starts, and waiting for it."""

import socket
import time

import requests


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_it_answers(address, process):
    """Ask until the server answers with a page; AssertionError where its process has ended instead."""
    while True:
        assert process.poll() is None, f"{address}: 서버가 끝났습니다."
        try:
            return requests.get(address, timeout=60)
        except requests.ConnectionError:
            time.sleep(0.2)  # between two looks; how many there are does not matter
