"""For authors of plugins: what a store has to pass to be an archive, and stories to fill it with.

Nothing here needs pytest, but the methods of ArchiveConformance are tests as pytest collects them,
and their assertions say more after

    pytest.register_assert_rewrite("reliacheck.testing")

in a conftest.py.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Any

from reliacheck.archive import (
    Archive,
    Entry,
    Filter,
    WritableArchive,
    find_headlines,
    find_matches,
)
from reliacheck.archive.hashing import fingerprint, hash_kgrams
from reliacheck.archive.headline_keys import trigram_keys, word_keys
from reliacheck.archive.memory import MemoryArchive
from reliacheck.archive.protocol import Added, moment_of
from reliacheck.archive.segment import FURNITURE, HEADLINES, KGRAMS
from reliacheck.article import Article
from reliacheck.records import Record, article_of, content_of

__all__ = ["ArchiveConformance", "MemoryArchive", "invented", "invented_words"]

_WORDS = """
    accord alarm anchor appeal arcade argued ashore asked autumn award bakery balcony bargain barley
    basin battered beacon billed blamed border bought bridge bronze budget cabin called canal candle
    carried castle caught cellar chapel charged chorus claimed clerk coastal collapse copper council
    courier cracked crowd cruise curfew dairy danger decade deck delayed denied deposit dinghy
    district donated doubled drained eastern elected embassy engine escaped evening examined failed
    farmer feared ferry fifty fined flooded forest fought founded freight frozen funded furnace
    gallery garden glacier granted gravel guarded guitar gusts halted hamlet harbour hastily heard
    herring hired hollow honey hundred hurried inland inquiry island jacket jetty joined judge
    keeper kettle kitchen ladder lantern laundry leased lemon library lifted limestone lodged lorry
    lowered manor marble market meadow melted merged mill minister mirror missed monday morning
    motor museum needle nephew noon northern nurse oak offered opened orchard owed oxygen painted
    paper parish patrol pebble pension phoned pilot plaster pledged police pond postal praised
    priced printed probe pulled quarry quietly railway raised razor reeds refused repaired retired
    river rocket roof rowed rural saddle sailed salmon scaffold school searched seized sentence
    settled sheriff signal silver sixty slipped snow sold southern spent spring squad staged station
    stolen storm strike summer surgeon swam tailor talks tanker teacher tender theatre thirty
    threatened ticket timber toll tower trader travelled treaty tunnel twelve uncle urged valley
    vanished village violin visited voted waited walked warden warned watch western wharf wheat
    widow willow winter witness wool yacht yielded
""".split()


def invented_words(seed: object, count: int) -> str:
    """So many words in a row, always the same ones for a seed; with other seeds no 5 in a row."""
    return " ".join(random.Random(f"words {seed}").choices(_WORDS, k=count))


def invented(number: int, words: int = 120, **fields: Any) -> dict[str, Any]:
    """The record of an invented story, another for each number. `fields` go into it; None takes
    one out."""
    choose = random.Random(f"story {number}")
    sentences = [
        invented_words((number, at), min(15, words - at)).capitalize() + "."
        for at in range(0, words, 15)
    ]
    record = {
        "guid": f"story-{number}",
        "outlet": choose.choice(["Harbour Post", "Eller Gazette", "Vellby Courier"]),
        "headline": " ".join(choose.sample(_WORDS, 7)).capitalize(),
        "body": " ".join(sentences),
        "published": f"2025-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}T08:00:00+00:00",
    } | fields
    return {key: value for key, value in record.items() if value is not None}


class ArchiveConformance:
    """What every archive has to do, whatever it keeps its articles in.

    Subclass it under a name that begins with "Test" and say how the store is opened. Every test
    has an instance of its own, and the store of each must begin empty:

        class TestMyStore(ArchiveConformance):
            @pytest.fixture(autouse=True)
            def _place(self, tmp_path):
                self.path = tmp_path / "store"

            def open_writer(self):
                return MyStore(self.path, write=True)

            def open_reader(self):
                return MyStore(self.path)

    Both are called any number of times in a test, open_writer first and never while another writer
    is open; readers may be open meanwhile. What was opened is closed.
    """

    def open_writer(self) -> WritableArchive:
        """The store open for writing; made empty if it is not there."""
        raise NotImplementedError

    def open_reader(self) -> Archive:
        """The same store open for reading, as it is now."""
        raise NotImplementedError

    # What the tests are made of.

    def add(self, *records: Record) -> tuple[int, ...]:
        """Adds, in a writer of its own: new, updated, known."""
        with closing(self.open_writer()) as archive:
            added = archive.add(records)
            assert isinstance(added, Added)
            return tuple(added)

    def reader(self) -> AbstractContextManager[Archive]:
        """A reader for a with block."""
        return closing(self.open_reader())

    def stand(self, chosen: Filter | None = None) -> list[Entry]:
        """What a new reader selects."""
        with self.reader() as archive:
            return list(archive.select(chosen or Filter()))

    def ids(self, **chosen: Any) -> list[str]:
        """The ids of what a new reader selects."""
        return [entry.id for entry in self.stand(Filter(**chosen))]

    @contextmanager
    def filled(self, records: Iterable[Record]) -> Iterator[Archive]:
        """A reader of an archive with these."""
        self.add(*records)
        with self.reader() as archive:
            yield archive

    # Opening.

    def test_both_ways_of_opening_give_an_archive(self) -> None:
        """Protocols are told by their methods."""
        with closing(self.open_writer()) as writer:
            assert isinstance(writer, WritableArchive)
            assert writer.location
        with self.reader() as archive:
            assert isinstance(archive, Archive)
            assert archive.location

    def test_an_empty_archive_has_no_answers(self) -> None:
        """Nor any errors."""
        record = invented(1)
        with self.filled([]) as archive:
            assert archive.postings(hash_kgrams(record["body"])) == []
            assert archive.headline_postings(word_keys(record["headline"])) == []
            assert archive.same_text(content_of(record)) == []
            assert archive.entries([0, 1, 2**32 - 2]) == {}
            assert archive.records([0, 1, 2**32 - 2]) == {}
            assert list(archive.select(Filter())) == []
            assert find_matches(archive, article_of(record)) == ()
            assert find_headlines(archive, record["headline"]) == []
            stats = archive.stats()
        assert (stats.articles, stats.versions, dict(stats.outlets)) == (0, 0, {})
        assert (stats.oldest, stats.newest) == (None, None)

    def test_nothing_asked_nothing_told(self) -> None:
        """Empty questions are no errors."""
        with self.filled([invented(1)]) as archive:
            assert archive.postings([]) == []
            assert archive.headline_postings([]) == []
            assert archive.entries([]) == {}
            assert archive.records([]) == {}

    # What is kept.

    def test_records_come_back_as_they_were_given(self) -> None:
        """With what means nothing here, and whatever characters there are."""
        given = [
            invented(1),
            {"body": "Only this, and nothing else of it at all."},
            invented(
                3, captions=["A pier.", "A boat."], desk={"page": 4}, tags=["sea"], byline="A"
            ),
            invented(4, headline="Brücke “auf” – 橋が再開 🚢", body="Zeile eins.\n\nZeile zwei."),
        ]
        with self.filled(given) as archive:
            entries = list(archive.select(Filter()))
            records = archive.records([entry.number for entry in entries])
        assert [records[entry.number] for entry in entries] == given

    def test_entries_say_what_is_known(self) -> None:
        """Each field in its place; None for nothing."""
        full = invented(
            1,
            agency="Coast News",
            url="https://harbour.example/1",
            language="en",
            evolved_from="story-0",
        )
        bare = {"body": "Only this, and nothing else of it at all."}
        with self.filled([full, bare]) as archive:
            first, second = archive.select(Filter())
            assert archive.entries([first.number, second.number]) == {
                first.number: first,
                second.number: second,
            }
        for name in ("guid", "outlet", "agency", "headline", "published", "url", "language"):
            assert getattr(first, name) == full[name]
            assert getattr(second, name) is None
        assert (first.evolved_from, second.evolved_from) == ("story-0", None)
        assert (first.id, second.id) == ("story-1", article_of(bare).ref.id)
        assert first.replaced_by is None
        assert moment_of(first.added) is not None
        assert first.number != second.number
        assert all(0 <= one.number < FURNITURE for one in (first, second))

    def test_an_id_will_do_for_a_guid(self) -> None:
        """Numbers too, as databases have them."""
        assert self.add(invented(1, guid=None, id=7)) == (1, 0, 0)
        assert self.add(invented(2, guid=None, id="7", outlet=invented(1)["outlet"])) == (0, 1, 0)
        assert self.ids() == ["7"]

    def test_unknown_numbers_are_left_out(self) -> None:
        """Postings may lead to articles that are gone."""
        with self.filled([invented(1)]) as archive:
            (entry,) = archive.select(Filter())
            asked = [entry.number, entry.number + 1, FURNITURE - 1]
            assert set(archive.entries(asked)) == {entry.number}
            assert set(archive.records(asked)) == {entry.number}

    def test_very_many_numbers_at_once(self) -> None:
        """More than a statement of SQL takes."""
        with self.filled(invented(number, words=12) for number in range(1200)) as archive:
            numbers = [entry.number for entry in archive.select(Filter())]
            assert len(set(numbers)) == 1200
            assert set(archive.entries(numbers)) == set(archive.records(numbers)) == set(numbers)

    def test_what_is_no_record_is_refused(self) -> None:
        """With ValueError; what was there stays."""
        self.add(invented(1))
        for bad in ({"headline": "No body"}, {"body": 3}, {"body": "  "}, ["a"]):
            refused = ""
            try:
                self.add(invented(2), bad)  # type: ignore[arg-type]
            except ValueError as error:
                refused = str(error)
            assert refused
        assert "story-1" in self.ids()

    # Passages.

    def test_every_kgram_of_a_fingerprint_is_found(self) -> None:
        """In order of places and numbers."""
        records = [invented(number) for number in range(20)]
        with self.filled(records) as archive:
            numbers = {entry.id: entry.number for entry in archive.select(Filter())}
            for record in records:
                kept = fingerprint(content_of(record))
                found = archive.postings(kept)
                own = {place for place, number in found if number == numbers[record["guid"]]}
                assert own == set(range(len(kept)))
                assert found == sorted(found)

    def test_places_are_those_in_what_was_asked(self) -> None:
        """Repetitions are answered each, unknown hashes not at all."""
        record = invented(1)
        with self.filled([record]) as archive:
            one, two = fingerprint(content_of(record))[:2]
            found = archive.postings([12345, two, one, 67890, two])
        assert [place for place, _ in found] == [1, 2, 4]

    def test_a_kgram_that_64_articles_hold_is_found_in_all(self) -> None:
        """Above that it may be cut, and says so."""
        line = "Read all of our coverage of the harbour and the coast on our own pages tonight."
        held = range(KGRAMS.furniture_above)
        with self.filled(invented(number, body=f"{line} {number}") for number in held) as archive:
            assert self._holders(archive, line) == {len(held)}

    def test_a_kgram_of_more_articles_is_furniture(self) -> None:
        """All of them are found, or the sign that there are more; no match comes of it."""
        line = "Read all of our coverage of the harbour and the coast on our own pages tonight."
        bodies = [f"{invented_words(one, 30)}. {line}" for one in range(300)]
        self.add(*(invented(one, body=body) for one, body in enumerate(bodies[:200])))
        self.add(*(invented(one, body=body) for one, body in enumerate(bodies) if one >= 200))
        with self.reader() as archive:
            asked = fingerprint(line)
            found = archive.postings(asked)
            for place in range(len(asked)):
                numbers = [number for at, number in found if at == place]
                assert numbers[-1] == FURNITURE or len(numbers) >= len(bodies)
                assert len(numbers) > 1
            own = invented_words("sole", 60)
            assert find_matches(archive, Article.compose(body=f"{own}. {line}")) == ()
            copied = invented_words(250, 30)
            (match,) = find_matches(archive, Article.compose(body=f"{own}. {copied}. {line}"))
            assert match.entry.id == "story-250"

    @staticmethod
    def _holders(archive: Archive, line: str) -> set[int]:
        asked = fingerprint(line)
        found = archive.postings(asked)
        counts = dict.fromkeys(range(len(asked)), 0)
        for place, number in found:
            assert number != FURNITURE
            counts[place] += 1
        return set(counts.values())

    def test_the_same_text_is_found_however_short(self) -> None:
        """That of articles that stand, the headline included."""
        short = {"body": "Fire is out.", "outlet": "Harbour Post"}
        self.add(short, invented(2), short | {"outlet": "Eller Gazette"})
        with self.reader() as archive:
            numbers = archive.same_text("Fire is out.")
            entries = archive.entries(numbers)
            assert [entries[one].outlet for one in numbers] == ["Harbour Post", "Eller Gazette"]
            assert len(archive.same_text(content_of(invented(2)))) == 1
            assert archive.same_text(invented(2)["body"]) == []
            assert archive.same_text("fire is out.") == []
            found = find_matches(archive, Article.compose(body="Fire is out."))
            assert found == ()  # fewer than 12 words

    def test_passages_are_found(self) -> None:
        """A whole text, a paragraph, and 12 words in a row, wherever they stand."""
        records = [invented(number) for number in range(30)]
        with self.filled(records) as archive:
            for number in (0, 14, 29):
                words = records[number]["body"].split()
                own = invented_words(("own", number), 100)
                for passage in (words, words[30:75], words[51:63]):
                    copied = Article.compose(body=f"{own} {' '.join(passage)} {own[::-1]}")
                    (match,) = find_matches(archive, copied)
                    assert match.entry.id == f"story-{number}"
                    assert sum(one.equal_words for one in match.passages) >= len(passage)
                    assert match.article.text.count(records[number]["body"]) == 1
            assert find_matches(archive, Article.compose(body=invented_words("else", 200))) == ()

    # Headlines.

    def test_every_key_of_a_headline_is_found(self) -> None:
        """Words, pairs and the whole; trigrams of letters where they are rare."""
        records = [invented(number, words=12) for number in range(20)]
        rare = "Zwyxquorp"
        records.append(invented(20, headline=rare))
        with self.filled(records) as archive:
            numbers = {entry.id: entry.number for entry in archive.select(Filter())}
            for record in records:
                keys = word_keys(record["headline"])
                found = archive.headline_postings(keys)
                own = {place for place, number in found if number == numbers[record["guid"]]}
                assert own == set(range(len(keys)))
                assert found == sorted(found)
            keys = trigram_keys(rare)
            found = archive.headline_postings(keys)
            assert {place for place, _ in found} == set(range(len(keys)))
            assert {number for _, number in found} == {numbers["story-20"]}

    def test_a_word_in_256_headlines_is_found_in_all(self) -> None:
        """Above that a few will do."""
        held = range(HEADLINES.furniture_above)
        records = [invented(one, words=12, headline=f"Ferry {one}x") for one in held]
        with self.filled(records) as archive:
            found = archive.headline_postings(word_keys("Ferry")[:1])
            assert len(found) == len(held)
            assert FURNITURE not in {number for _, number in found}

    def test_headlines_are_found(self) -> None:
        """As they are, in other order, with a typing error, and in a time."""
        headline = "Harbour bridge reopens after the great storm of Vellby"
        records = [invented(number, words=12) for number in range(40)]
        records.append(invented(40, headline=headline, published="2025-06-01"))
        records.append(invented(41, headline=headline, published="2025-07-01", outlet="Other"))
        with self.filled(records) as archive:
            for asked in (
                headline,
                headline.upper(),
                "After the great storm of Vellby, harbour bridge reopens",
                "Harbuor bridge reopens aftre the great strom of Velbly",
            ):
                hits = find_headlines(archive, asked)
                assert [hit.entry.id for hit in hits[:2]] == ["story-40", "story-41"]
                assert hits[0].likeness > 0.75
            hits = find_headlines(archive, headline, since="2025-06-15", until="2025-08-01")
            assert [hit.entry.id for hit in hits if hit.likeness > 0.9] == ["story-41"]

    # Selecting.

    def test_select_has_the_order_in_which_articles_were_added(self) -> None:
        """And a limit."""
        records = [invented(number, words=12) for number in (5, 3, 9)]
        with self.filled(records) as archive:
            found = [entry.id for entry in archive.select(Filter())]
            assert found == ["story-5", "story-3", "story-9"]
            for limit in (0, 1, 2, 3, 10):
                some = list(archive.select(Filter(), limit))
                assert [entry.id for entry in some] == found[:limit]

    def test_select_by_id(self) -> None:
        """Any of those given, however many."""
        self.add(*(invented(number, words=12) for number in range(5)))
        assert self.ids(ids=["story-3", "story-1", "nobody"]) == ["story-1", "story-3"]
        assert self.ids(ids=[f"story-{number}" for number in range(3, 50_000)]) == [
            "story-3",
            "story-4",
        ]

    def test_select_by_outlet(self) -> None:
        """The whole name, in upper or lower case."""
        names = ["Harbour Post", "harbour POST", "Harbour", None]
        self.add(*(invented(one, words=12, outlet=name) for one, name in enumerate(names)))
        assert self.ids(outlet="HARBOUR post") == ["story-0", "story-1"]
        assert self.ids(outlet="Harbour") == ["story-2"]
        assert self.ids(outlet="Harbour%") == []

    def test_select_by_time(self) -> None:
        """Before is without the moment itself, after with it; zones count; no date is no time."""
        dates = [
            "2025-03-01",
            "2025-03-02T00:00:00+00:00",
            "2025-03-02T01:00:00+02:00",  # an hour before the one above
            "2025-03-03T12:00:00Z",
            "the third of March",
            None,
        ]
        self.add(*(invented(one, words=12, published=date) for one, date in enumerate(dates)))
        assert self.ids(before="2025-03-02") == ["story-0", "story-2"]
        assert self.ids(after="2025-03-02") == ["story-1", "story-3"]
        assert self.ids(after="2025-03-01T12:00", before="2025-03-03") == ["story-1", "story-2"]

    def test_all_that_is_given_must_hold(self) -> None:
        """Every field at once."""
        for number in range(4):
            self.add(invented(number, words=12, outlet=["A", "B"][number % 2]))
        chosen = Filter(
            ids=["story-0", "story-1", "story-2"],
            outlet="a",
            after="2025-01-02",
            before="2025-01-20",
            history=True,
        )
        assert [entry.id for entry in self.stand(chosen)] == ["story-2"]

    def test_stats(self) -> None:
        """What stands is counted; versions apart."""
        self.add(
            invented(1, outlet="A", published="2025-03-02"),
            invented(2, outlet="B", published="2025-03-02T01:00:00+02:00"),
            invented(3, outlet="B", published="2026-01-01"),
            invented(4, outlet=None, published="yesterday"),
        )
        self.add(invented(1, outlet="A", published="2025-03-02", headline="Another"))
        with self.reader() as archive:
            stats = archive.stats()
        assert (stats.articles, stats.versions) == (4, 1)
        assert next(iter(stats.outlets.items())) == ("B", 2)
        assert dict(stats.outlets) == {"A": 1, "B": 2, "": 1}
        assert stats.oldest == "2025-03-02T01:00:00+02:00"
        assert stats.newest == "2026-01-01"
        assert stats.bytes > 0

    # The same item again.

    def test_the_same_again_is_known(self) -> None:
        """In one call, in another, and whatever the rest of the call is."""
        record = invented(1)
        assert self.add(record, record, invented(2)) == (2, 0, 1)
        assert self.add(invented(3), record, invented(2)) == (1, 0, 2)
        assert self.ids() == ["story-1", "story-2", "story-3"]

    def _is_update(self, first: Record, second: Record) -> None:
        assert self.add(first) == (1, 0, 0)
        assert self.add(second) == (0, 1, 0)
        (entry,) = self.stand()
        assert entry.headline == second.get("headline")
        assert self.add(second, first) == (0, 0, 2)
        (old, new) = self.stand(Filter(history=True))
        assert (old.replaced_by, new.replaced_by) == (new.number, None)
        assert new == entry
        with self.reader() as archive:
            assert set(archive.records([old.number, new.number])) == {new.number}
            assert set(archive.entries([old.number, new.number])) == {new.number}
            same = content_of(first) == content_of(second)
            assert archive.same_text(content_of(first)) == [new.number] * same
            assert [match.entry.id for match in find_matches(archive, article_of(second))] == [
                new.id
            ]

    def test_an_update_by_guid(self) -> None:
        """Whatever else has changed."""
        one = invented(1, outlet="A", url="https://a.example/1")
        self._is_update(one, invented(2, guid="story-1", outlet="A", url="https://a.example/2"))

    def test_an_update_by_url(self) -> None:
        """Where one of them has no guid."""
        one = invented(1, outlet="A", url="https://a.example/1", guid=None)
        self._is_update(one, invented(2, outlet="A", url="https://a.example/1"))

    def test_an_update_by_text(self) -> None:
        """Where neither guid nor url say anything."""
        one = invented(1, outlet="A", guid=None, published=None)
        self._is_update(one, one | {"language": "en", "published": "2025-02-02"})

    def test_an_update_within_one_call(self) -> None:
        """Of something that came just before."""
        versions = [invented(1, headline=f"Headline {word}") for word in ("one", "two", "three")]
        assert self.add(*versions) == (1, 2, 0)
        (entry,) = self.stand()
        assert entry.headline == "Headline three"
        numbers = [one.number for one in self.stand(Filter(history=True))]
        assert [one.replaced_by for one in self.stand(Filter(history=True))] == [*numbers[1:], None]

    def test_a_guid_says_more_than_the_text(self) -> None:
        """An item whose new text another has already is updated all the same."""
        other = invented(1, guid=None, outlet="A")
        self.add(other, invented(2, outlet="A"))
        assert self.add(invented(1, guid="story-2", outlet="A")) == (0, 1, 0)
        guids = [entry.guid for entry in self.stand()]
        assert guids == [None, "story-2"]

    def test_another_guid_is_another_item(self) -> None:
        """Though the text is the same: a daily weather report, a column."""
        assert self.add(invented(1, guid="a"), invented(1, guid="b")) == (2, 0, 0)
        assert self.ids() == ["a", "b"]

    def test_the_same_text_at_two_outlets_is_two_articles(self) -> None:
        """Whatever guid and url say."""
        for fields in ({}, {"guid": None}, {"guid": None, "url": "https://wire.example/1"}):
            records = [invented(1, outlet=name, **fields) for name in ("A", "B")]
            with closing(self.open_writer()) as archive:
                archive.remove(Filter(history=True))
                assert tuple(archive.add(records)) == (2, 0, 0)
                assert tuple(archive.add(records)) == (0, 0, 2)
            assert [entry.outlet for entry in self.stand()] == ["A", "B"]

    def test_an_older_version_that_arrives_late_is_history(self) -> None:
        """The later one stands."""
        late = invented(1, published="2025-05-02")
        early = invented(2, guid="story-1", published="2025-05-01", outlet=late["outlet"])
        assert self.add(late) == (1, 0, 0)
        assert self.add(early) == (0, 1, 0)
        (entry,) = self.stand()
        assert entry.published == "2025-05-02"
        first, second = self.stand(Filter(history=True))
        assert (first.replaced_by, second.replaced_by) == (None, first.number)
        with self.reader() as archive:
            assert find_matches(archive, article_of(early)) == ()
            assert archive.same_text(content_of(early)) == []
        assert self.add(early, late) == (0, 0, 2)

    def test_numbers_are_not_used_again(self) -> None:
        """A reader may hold on to one."""
        self.add(invented(1), invented(2))
        used = {entry.number for entry in self.stand()}
        with closing(self.open_writer()) as archive:
            archive.remove(Filter(ids=["story-2"]))
        self.add(invented(3))
        (entry,) = self.stand(Filter(ids=["story-3"]))
        assert entry.number not in used

    # Removing.

    def test_what_was_removed_is_gone(self) -> None:
        """From every answer, and may come again."""
        records = [invented(number) for number in range(4)]
        self.add(*records)
        with closing(self.open_writer()) as archive:
            assert archive.remove(Filter(ids=["story-1", "story-2"])) == 2
            assert archive.remove(Filter(ids=["story-1"])) == 0
        assert self.ids(history=True) == ["story-0", "story-3"]
        with self.reader() as archive:
            assert archive.stats().articles == 2
            for record, there in zip(records, (True, False, False, True), strict=True):
                assert bool(find_matches(archive, article_of(record))) is there
                assert bool(archive.same_text(content_of(record))) is there
                hits = find_headlines(archive, record["headline"])
                assert any(hit.likeness == 1 for hit in hits) is there
        assert self.add(*records) == (2, 0, 2)

    def test_versions_go_with_their_article(self) -> None:
        """All of them, and those that came late."""
        for headline in ("One", "Two", "Three"):
            self.add(invented(1, headline=headline))
        self.add(invented(1, headline="Nought", published="2024-01-01"), invented(2))
        assert len(self.stand(Filter(history=True))) == 5
        with closing(self.open_writer()) as archive:
            assert archive.remove(Filter(ids=["story-1"])) == 1
            assert archive.stats().versions == 0
        assert self.ids(history=True) == ["story-2"]
        assert self.add(invented(1, headline="One")) == (1, 0, 0)

    def test_removing_takes_every_filter(self) -> None:
        """By outlet and time."""
        for number in range(6):
            self.add(invented(number, words=12, outlet=["A", "B"][number % 2]))
        with closing(self.open_writer()) as archive:
            assert archive.remove(Filter(outlet="A", before="2025-01-04")) == 2
            assert archive.remove(Filter(after="2025-01-06")) == 1
        assert self.ids() == ["story-1", "story-3", "story-4"]

    # Readers beside a writer.

    def test_the_answers_of_an_open_reader_do_not_change(self) -> None:
        """Whatever is done meanwhile; those of a new one do."""
        records = [invented(number) for number in range(3)]
        self.add(*records)
        with self.reader() as before:
            told = self._everything(before, records)
            with closing(self.open_writer()) as writer:
                writer.add([invented(1, headline="Changed altogether"), invented(3)])
                assert self._everything(before, records) == told
                writer.remove(Filter(ids=["story-0"]))
                assert self._everything(before, records) == told
            assert self._everything(before, records) == told
        with self.reader() as after:
            assert [one.id for one in after.select(Filter())] == ["story-2", "story-1", "story-3"]
            assert self._everything(after, records) != told

    @staticmethod
    def _everything(archive: Archive, records: Iterable[Record]) -> list[object]:
        """All that an archive says of some stories."""
        asked: list[Callable[[Record], object]] = [
            lambda one: [match.entry for match in find_matches(archive, article_of(one))],
            lambda one: find_headlines(archive, one["headline"]),
            lambda one: archive.same_text(content_of(one)),
        ]
        return [
            list(archive.select(Filter(history=True))),
            archive.stats().articles,
            archive.stats().versions,
            *(question(one) for one in records for question in asked),
        ]

    def test_a_writer_sees_what_it_did(self) -> None:
        """At once."""
        with closing(self.open_writer()) as archive:
            archive.add([invented(1)])
            (match,) = find_matches(archive, article_of(invented(1)))
            assert match.entry.id == "story-1"
            archive.add([invented(1, headline="Changed altogether")])
            assert [one.headline for one in archive.select(Filter())] == ["Changed altogether"]
            archive.remove(Filter(ids=["story-1"]))
            assert find_matches(archive, article_of(invented(1))) == ()

    # Beside the store that is the measure.

    def test_answers_are_those_of_an_archive_in_memory(self) -> None:
        """The same passages and headlines, after a life of additions, updates and removals."""
        life: list[list[Record]] = [
            [invented(one) for one in range(start, end)]
            for start, end in ((0, 30), (20, 80), (80, 100))
        ]
        life.append([invented(one, headline=f"Update {one}") for one in range(0, 100, 9)])
        model = MemoryArchive()
        for records in life:
            assert self.add(*records) == tuple(model.add(records))
        with closing(self.open_writer()) as archive:
            assert archive.remove(Filter(outlet="Harbour Post")) == model.remove(
                Filter(outlet="Harbour Post")
            )
        with self.reader() as archive:
            for number in range(0, 100, 7):
                words = invented(number)["body"].split()
                body = " ".join([*words[10:50], invented_words(number, 40)])
                article = Article.compose(body=body)
                assert self._found(archive, article) == self._found(model, article)
                asked = invented(number)["headline"].replace("a", "e", 2)
                assert self._alike(archive, asked) == self._alike(model, asked)

    @staticmethod
    def _alike(archive: Archive, headline: str) -> list[object]:
        """Which of those that are hardly alike is found is a matter of chance."""
        hits = find_headlines(archive, headline)
        return [(hit.entry.id, hit.likeness) for hit in hits if hit.likeness > 0.6]

    @staticmethod
    def _found(archive: Archive, article: Article) -> list[object]:
        return [
            (match.entry.id, match.passages, match.share, match.share_of_source)
            for match in find_matches(archive, article)
        ]
