"""What the cites of a packet say, in words; the project's short reading, not the law's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A category of sensitive personal information: its key in activity.toml, cite and words."""

    key: str
    cite: str
    text: str


# 11 CCR §7150(b): key in activity.toml, and what the trigger is.
TRIGGERS: Sequence[tuple[str, str]] = (
    ("selling_or_sharing", "selling or sharing personal information"),
    ("sensitive", "processing sensitive personal information"),
    (
        "significant_decisions",
        "automated decision-making technology for a significant decision on a consumer",
    ),
    (
        "observation",
        "automated inference about a person from systematic observation as applicant, student or worker",
    ),
    ("sensitive_location", "automated inference about a person from their presence in a sensitive location"),
    (
        "training",
        "processing to train technology for significant decisions, or that recognises faces or emotions, "
        "verifies identity or profiles biologically",
    ),
)
STATUTES: Mapping[str, str] = {
    "§1798.140(ae)(1)(A)": "social security, driver's licence, state identification card or passport number",
    "§1798.140(ae)(1)(B)": "account log-in, financial account or card number with the code or password that "
    "opens the account",
    "§1798.140(ae)(1)(C)": "precise geolocation",
    "§1798.140(ae)(1)(D)": "racial or ethnic origin, citizenship or immigration status, belief, union "
    "membership",
    "§1798.140(ae)(1)(E)": "contents of mail, e-mail and text messages, unless the business is the addressee",
    "§1798.140(ae)(1)(F)": "genetic data",
    "§1798.140(ae)(1)(G)": "neural data",
    "§1798.140(ae)(2)(A)": "biometric information processed to identify a consumer",
    "§1798.140(ae)(2)(B)": "personal information collected and analysed concerning health",
    "§1798.140(ae)(2)(C)": "personal information collected and analysed concerning sex life or sexual "
    "orientation",
    "11 CCR §7001(bbb)": "personal information of a consumer known to be under 16",
    "§1798.81.5(d)(1)(A)(i)": "name with social security number",
    "§1798.81.5(d)(1)(A)(ii)": "name with a licence, identity card, tax, passport or other government number",
    "§1798.81.5(d)(1)(A)(iii)": "name with an account or card number and the code that opens the account",
    "§1798.81.5(d)(1)(A)(iv)": "name with medical information",
    "§1798.81.5(d)(1)(A)(v)": "name with health insurance information",
    "§1798.150(a)(1)": "e-mail address with the password that opens the account",
    "§1798.82(h)(1)": "name with an element of the notification law",
    "§1798.82(h)(2)": "user name or e-mail address with the password that opens the account",
    "§1798.82(f)": "a sample of the notice goes to the Attorney General",
    "11 CCR §7120(b)": "a yearly cybersecurity audit, with revenue over the threshold",
    "§1798.140(d)(1)(B)": "one of the tests of a business: it buys, sells or shares so many people's data",
}
# Cal. Civ. Code §1798.140(ae), 11 CCR §7001(bbb): what `[declared] sensitive` names.
SENSITIVE: Sequence[Sensitive] = tuple(
    Sensitive(key, cite, STATUTES[cite])
    for key, cite in (
        ("government_numbers", "§1798.140(ae)(1)(A)"),
        ("account_access", "§1798.140(ae)(1)(B)"),
        ("geolocation", "§1798.140(ae)(1)(C)"),
        ("origin_or_belief", "§1798.140(ae)(1)(D)"),
        ("messages", "§1798.140(ae)(1)(E)"),
        ("genetic", "§1798.140(ae)(1)(F)"),
        ("neural", "§1798.140(ae)(1)(G)"),
        ("biometric", "§1798.140(ae)(2)(A)"),
        ("health", "§1798.140(ae)(2)(B)"),
        ("sex_life", "§1798.140(ae)(2)(C)"),
        ("under_16", "11 CCR §7001(bbb)"),
    )
)


def statute(cite: str) -> str:
    """Return a cite's words, empty for one that has none here."""
    return STATUTES.get(cite, "")


def explain(label: str) -> str:
    """Return a label such as `§1798.140(ae)(1)(A) confirmed` with what its cite says."""
    cite, _, state = label.rpartition(" ")
    return f"{statute(cite)} ({cite}), {state}" if statute(cite) else label
