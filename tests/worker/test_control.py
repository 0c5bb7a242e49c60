import threading

from dynascope.worker.control import Control, Wish


def control() -> Control:
    return Control(threading.Condition())


def test_commands_set_the_wish_and_may_come_many_times() -> None:
    one = control()
    assert one.wish is Wish.TRAIN
    one.obey(["pause", "pause"])
    assert one.wish is Wish.PAUSE
    one.obey(["resume"])
    one.obey(["resume"])
    assert one.wish is Wish.TRAIN
    one.obey(["cancel"])
    assert (one.wish, one.reason) == (Wish.STOP, "cancelled")


def test_a_stop_is_final_and_keeps_its_first_reason() -> None:
    one = control()
    one.stop("failed")
    one.obey(["cancel", "resume", "pause"])
    assert (one.wish, one.reason) == (Wish.STOP, "failed")


def test_commands_for_producers_of_another_kind_change_nothing() -> None:
    one = control()
    one.obey(["set", "sing"])
    assert one.wish is Wish.TRAIN


def test_a_change_wakes_who_waits_for_it() -> None:
    changed = threading.Condition()
    one = Control(changed)
    woken = threading.Event()

    def wait() -> None:
        with changed:
            changed.wait_for(lambda: one.wish is Wish.PAUSE, timeout=60)
        woken.set()

    thread = threading.Thread(target=wait)
    thread.start()
    one.obey(["pause"])
    assert woken.wait(60)
    thread.join()
    assert one.wish is Wish.PAUSE
