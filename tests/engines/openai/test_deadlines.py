import socket

from evaluations.engines.openai.deadlines import deadline

SOON = 0.05
LATER = 0.2


def test_a_call_that_waits_is_ended_at_its_deadline() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, deadline(SOON) as watched:
        watched.attach(ours)
        assert ours.recv(1) == b""
        assert watched.is_late


def test_a_socket_that_comes_too_late_is_ended_at_once() -> None:
    first, second = socket.socketpair()
    late, theirs = socket.socketpair()
    with first, second, late, theirs, deadline(SOON) as watched, deadline(LATER) as clock:
        clock.attach(first)
        assert first.recv(1) == b""
        watched.attach(late)
        assert late.recv(1) == b""


def test_a_call_that_is_over_is_left_alone() -> None:
    done, theirs = socket.socketpair()
    waiting, others = socket.socketpair()
    with done, theirs, waiting, others:
        with deadline(SOON) as watched:
            watched.attach(done)
        with deadline(LATER) as clock:
            clock.attach(waiting)
            assert waiting.recv(1) == b""
        watched.attach(done)
        theirs.sendall(b"!")
        assert done.recv(1) == b"!"
        assert not watched.is_late


def test_deadlines_come_in_the_order_of_time_and_not_of_calls() -> None:
    slow, others = socket.socketpair()
    quick, theirs = socket.socketpair()
    with slow, others, quick, theirs, deadline(60) as later, deadline(SOON) as sooner:
        later.attach(slow)
        sooner.attach(quick)
        assert quick.recv(1) == b""
        assert not later.is_late
