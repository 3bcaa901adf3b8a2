"""The workers of a batch on many machines: any Dask cluster, which returns replies and writes
nothing."""

from __future__ import annotations

import json
import logging
import pickle
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, TypeVar

from distributed import Client, Future, KilledWorker, get_worker, wait

from socialise.grading.crew import Limits
from socialise.grading.edition import edition
from socialise.grading.marker import Marker
from socialise.grading.marking import CannotMark, Key, Reply, Request
from socialise.grading.station import StationLost, course_to_bytes, mark

__all__ = ["Cluster"]

Named = TypeVar("Named")

MANY = 25  # requests in one task: some tens of milliseconds of work
LARGE = 1_000_000  # bytes of answers in one task
AHEAD = 2  # tasks for each thread of the workers, so that it never waits for us
ANSWER_S = 5.0  # for the scheduler to answer
ABSENT_S = 60.0  # without a worker, until we give up
LOOK_S = 1.0  # between two looks at who is there

NOBODY = (
    "aucun travailleur n'est branché à cet ordonnanceur. Démarrez-en un sur chaque machine "
    "(dask worker, puis cette adresse), et relancez la même commande : ce qui est noté reste noté."
)
GONE = (
    "l'ordonnanceur ne répond plus. Quand il est revenu, relancez la même commande : ce qui est "
    "noté reste noté."
)
MISSING = (
    "{} n'a pas socialise, ou en a une autre version. Installez partout celle de cette machine, "
    "puis redémarrez l'ordonnanceur et les travailleurs."
)
UNKNOWN = (
    "la grappe ne peut pas noter ({}). Installez les mêmes versions des paquets socialise et "
    "distributed sur l'ordonnanceur et chez chaque travailleur, puis relancez : ce qui est noté "
    "reste noté."
)


class OtherEdition(Exception):
    """A machine has another socialise than the one that asks: which machine, its own, the other."""

    def told(self) -> str:
        """In French."""
        place, found, wanted = self.args
        return (
            f"{place} a une autre version du paquet socialise ({found}) que cette machine "
            f"({wanted}). Installez la même partout, puis redémarrez l'ordonnanceur et les "
            "travailleurs."
        )


@dataclass
class _Chunk:
    """Requests that go together, each with the name it came with."""

    names: list[Any] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    size: int = 0  # bytes of answers

    def add(self, name: Any, request: Request) -> None:
        self.names.append(name)
        self.requests.append(request)
        self.size += len(request[2] or b"")

    def alone(self) -> Iterator[_Chunk]:
        """Each request in a chunk of its own."""
        for name, request in zip(self.names, self.requests, strict=True):
            yield _Chunk([name], [request])


class Cluster:
    """A Dask cluster that marks as a `Crew` does. Use as a context manager.

    The scheduler's address is Dask's: `tcp://192.168.1.20:8786`, or `tls://…` with the
    certificates of Dask's own configuration. A worker that is lost gives its requests to the
    others; a request that loses several of them has « died ». Raises CannotMark.
    """

    def __init__(
        self,
        address: str,
        markers: Mapping[Key, Marker],
        *,
        limits: Limits | None = None,
        absent_s: float = ABSENT_S,
    ) -> None:
        self.address = address
        self.limits = limits or Limits()
        self._course = course_to_bytes(markers)
        self._absent_s = absent_s
        self._threads = 0
        self._looked = self._seen = 0.0  # when: monotonic seconds

    def __enter__(self) -> Cluster:
        # What Dask thinks of its connections is in English, and we tell what matters.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            self._client = Client(self.address, timeout=ANSWER_S, name="socialise")
        except (OSError, ValueError, TypeError):
            raise self._refused(
                "aucun ordonnanceur Dask ne répond à cette adresse. Démarrez-le (dask scheduler), "
                "ou corrigez l'adresse. Exemple : --scheduler tcp://192.168.1.20:8786"
            ) from None
        try:
            self._meet()
        except BaseException:
            self._client.close(ANSWER_S)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError, RuntimeError):
            self._client.close(ANSWER_S)

    def _meet(self) -> None:
        """Have every worker tell its edition: better now than in the middle of a class."""
        told: dict[str, object] = {
            f"le travailleur {worker}": found
            for worker, found in sorted(self._client.run(edition, on_error="return").items())
        }
        if not told:
            raise self._refused(NOBODY)
        try:
            told["l'ordonnanceur"] = self._client.run_on_scheduler(edition)
        except Exception as error:
            told["l'ordonnanceur"] = error
        for place, found in told.items():
            if isinstance(found, str):
                if found != edition():
                    raise self._refused(OtherEdition(place, found, edition()).told())
            elif not isinstance(found, OSError):  # one that is gone meanwhile is not missed
                raise self._refused(MISSING.format(place))
        # A task and not scattered data: should who holds it be lost, it is made again.
        self._held = self._client.submit(bytes, self._course, pure=False)
        self._look()

    def replies(self, requests: Iterable[tuple[Named, Request]]) -> Iterator[tuple[Named, Reply]]:
        """The reply to each request, in the order in which they end, with the name it came with."""
        coming = _chunks(requests)
        again: deque[_Chunk] = deque()
        flying: dict[Future[bytes], _Chunk] = {}
        more = True
        try:
            while True:
                while len(flying) < self._threads * AHEAD and (again or more):
                    chunk = again.popleft() if again else next(coming, None)
                    if chunk is None:
                        more = False
                    else:
                        flying[self._submit(chunk)] = chunk
                if not (flying or again or more):
                    return
                for future in self._ended(list(flying)):
                    try:
                        told = self._told(future)
                    except TimeoutError:
                        continue
                    chunk = flying.pop(future)
                    if told is not None:
                        yield from zip(chunk.names, told, strict=True)
                    elif len(chunk.names) > 1:
                        again.extend(chunk.alone())
                    else:
                        yield chunk.names[0], {"outcome": "died"}
        finally:
            if flying:
                with suppress(OSError, RuntimeError, CancelledError):
                    self._client.cancel(list(flying))

    def _submit(self, chunk: _Chunk) -> Future[bytes]:
        # The requests as bytes: Dask looks for keys of its own in lists and tuples.
        requests = pickle.dumps(chunk.requests)
        return self._client.submit(
            _mark, self._held, edition(), vars(self.limits), requests, pure=False
        )

    def _ended(self, flying: list[Future[bytes]]) -> Iterable[Future[bytes]]:
        """Those that have ended, none when it takes long; looks around now and then."""
        if time.monotonic() - self._looked >= LOOK_S:
            self._look()
        if not flying:  # no worker now: one may come back
            time.sleep(LOOK_S)
            return ()
        try:
            return wait(flying, timeout=LOOK_S, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            return ()
        except CancelledError:
            raise self._refused(GONE) from None

    def _look(self) -> None:
        """How many threads mark now. Raises CannotMark when there is nobody, and for long."""
        try:
            self._threads = sum(self._client.nthreads().values())
        except (OSError, RuntimeError, CancelledError):
            raise self._refused(GONE) from None
        self._looked = time.monotonic()
        if self._threads:
            self._seen = self._looked
        elif self._looked - self._seen > self._absent_s:
            raise self._refused(NOBODY)

    def _told(self, future: Future[bytes]) -> list[Reply] | None:
        """The replies of a task; None where it took workers, or stations, with it.

        Raises TimeoutError when who held them was lost: they are being made again.
        """
        try:
            replies: list[Reply] = json.loads(future.result(LOOK_S))
        except (KilledWorker, StationLost):
            return None
        except OtherEdition as other:
            raise self._refused(other.told()) from None
        except TimeoutError:
            raise
        except (CancelledError, OSError):
            raise self._refused(GONE) from None
        except Exception as error:
            raise self._refused(UNKNOWN.format(type(error).__name__)) from error
        return replies

    def _refused(self, told: str) -> CannotMark:
        return CannotMark(f"{self.address} : {told}")


def _mark(course: bytes, asked_by: str, limits: Mapping[str, Any], requests: bytes) -> bytes:
    """What a worker does: the replies to these requests, a JSON array in their order."""
    if asked_by != edition():
        raise OtherEdition(f"le travailleur {get_worker().address}", edition(), asked_by)
    return mark(course, Limits(**limits), requests)


def _chunks(requests: Iterable[tuple[Any, Request]]) -> Iterator[_Chunk]:
    """All of them, in chunks of MANY or LARGE."""
    chunk = _Chunk()
    for name, request in requests:
        chunk.add(name, request)
        if len(chunk.names) >= MANY or chunk.size >= LARGE:
            yield chunk
            chunk = _Chunk()
    if chunk.names:
        yield chunk
