"""The codes of issues: how severe each is and what to do about it. A code that is not listed here cannot be raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from extract.records import Issue, stable_id


@dataclass(frozen=True, slots=True)
class IssueKind:
    """How severe an issue is (error, warning, info) and its remedy, for whoever works the queue."""

    severity: str
    remedy: str


KINDS: dict[str, IssueKind] = {
    "source.failed": IssueKind(
        "error", "Open the listing in a browser; mend the source's YAML if it moved, else wait for the next run."
    ),
    "source.below_min": IssueKind(
        "error", "Nothing of this source was taken; what stood before stays. Open its listings: have rows gone?"
    ),
    "source.above_max": IssueKind(
        "warning", "Open the listings: do they hold another column's entries? Else raise assertions.entries.max."
    ),
    "source.wrong_file": IssueKind(
        "error", "Mend the source's YAML file, or take it away: `fazhi sources lint` says all that is wrong with it."
    ),
    "source.lookup_unused": IssueKind("warning", "Take the title out of the source's lookups, or mend its spelling."),
    "listing.empty": IssueKind("error", "Open the listing: if it shows entries, its platform or address has changed."),
    "listing.page_failed": IssueKind("error", "A later page of the listing failed. What came before it was kept."),
    "listing.repeats": IssueKind("warning", "The portal repeats a page instead of turning it: check its paging."),
    "listing.short": IssueKind(
        "warning", "The listing shows fewer entries than it states: open its last pages and look for what is missing."
    ),
    "collect.bounded": IssueKind(
        "info", "A bound of this backfill was met. Run it again, or with more --pages or --requests, for the rest."
    ),
    "listing.host_refused": IssueKind("warning", "Add the host to allowed_hosts only if it belongs to the publisher."),
    "fetch.gone": IssueKind("warning", "The portal lists a page that it does not have. Tell the portal, or wait."),
    "fetch.refused": IssueKind("info", "robots.txt or the source's allowed_hosts forbid this page. Nothing to do."),
    "fetch.failed": IssueKind("error", "The page could not be had after the retries. The next run asks again."),
    "fetch.blocked": IssueKind(
        "error", "The portal refuses us or asks for a login. Open it in a browser; ask the publisher to let us in."
    ),
    "fetch.outage": IssueKind("error", "The portal answers with an error page or not at all. The next run asks again."),
    "fetch.redesign": IssueKind(
        "error", "Another page stands at this address. Open the listing: mend its source or platform if it moved."
    ),
    "archive.truncated": IssueKind(
        "warning", "A run was cut off while it wrote this WARC file. What is whole was read; the rest is fetched again."
    ),
    "archive.damaged": IssueKind(
        "error", "The disk no longer has these bytes. The next run archives the page anew; look after the disk."
    ),
    "extract.failed": IssueKind(
        "error", "A fault of ours: nothing of this WARC file was loaded. Tell the maintainers."
    ),
    "extract.below_fill": IssueKind(
        "warning", "Open the page, one of several: has the layout changed? Mend the platform, or assertions.fill."
    ),
    "page.undecodable": IssueKind("error", "Open the archived bytes: they are text in no encoding that fazhi reads."),
    "page.unreadable": IssueKind("error", "Open the archived bytes: they are damaged, or of a format not yet read."),
    "page.empty_body": IssueKind("error", "Open the page: its body may be an image or a format not yet read."),
    "page.part_missing": IssueKind(
        "error", "The report goes on over several pages and one was not had: its figures lack. Fetch it again."
    ),
    "page.scanned": IssueKind(
        "error", "Pictures of pages. Install fazhi[ocr], set FAZHI_OCR=1 and replay; or ingest a text of it."
    ),
    "page.read_by_ocr": IssueKind("warning", "Read off pictures: check its figures against the file."),
    "page.no_converter": IssueKind("error", "Install antiword or LibreOffice (soffice) and replay: they read it."),
    "page.not_a_report": IssueKind("info", "The title passed, the page is another document. Nothing to do if so."),
    "page.unreadable_attachment": IssueKind("warning", "Open it: it is damaged, or of a format not yet read."),
    "header.unknown_label": IssueKind("info", "Add the label to extract/data/labels.tsv, as a field or as ignored."),
    "header.bad_date": IssueKind("warning", "A labelled date could not be read. Look at the page's header."),
    "report.issuer_unknown": IssueKind("warning", "Name the issuer in the source's YAML or look at the title."),
    "report.division_ambiguous": IssueKind("warning", "Several divisions bear this name: say which in the source."),
    "report.division_unknown": IssueKind("warning", "Add the place to DATA/divisions.tsv, or name it in the source."),
    "report.year_unknown": IssueKind("warning", "Title and opening state no single year. Look at the page."),
    "text.repaired": IssueKind(
        "info",
        "The page lost or swapped characters; body_text keeps them as they are. Look at the reading if it matters.",
    ),
    "indicator.ambiguous": IssueKind("info", "Two rules claim this number equally: refine them in links.yml."),
    "ingest.unreadable": IssueKind("error", "Check the path and the format of the file."),
    "ingest.truncated": IssueKind(
        "warning", "What is whole was read. Get the whole file and ingest it again for the rest."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What pure code has to say of its input; `issue` makes a row of it where run and page are known.

    `detail` tells findings of one code on one page apart; it must not change from run to run.
    """

    code: str
    message: str
    detail: str = ""

    def issue(
        self,
        *,
        run_id: str,
        seen_at: datetime,
        source_id: str | None = None,
        url: str | None = None,
        report_id: str | None = None,
    ) -> Issue:
        """The issue's row, under an id that stays the same over the runs.

        Raises KeyError for a code that `KINDS` does not list: that is a bug of ours.
        """
        kind = KINDS[self.code]
        return Issue(
            issue_id=stable_id(self.code, source_id, url, self.detail),
            code=self.code,
            severity=kind.severity,
            source_id=source_id,
            url=url,
            report_id=report_id,
            message=self.message,
            remedy=kind.remedy,
            run_id=run_id,
            seen_at=seen_at,
        )
