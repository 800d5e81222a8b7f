"""What the checks let pass, each with its reason. A reason is for good; "not yet" is none."""

LONG_FILES: dict[str, str] = {}
"""Path → why more than 400 lines belong into one file."""

KOREAN_BY_NATURE: dict[str, str] = {
    "config/cli.py": "said before Django has translations: both at once",
    "config/commands/*.py": "said before Django has translations: both at once",
    "config/runtime/*.py": "said before Django has translations: both at once",
    "*/management/commands/*.py": "a command on a terminal says both languages at once",
    "foundation/vault/ring.py": "said before Django has translations: both at once",
    "lib/masking.py": "how Korean addresses number floors and doors",
    "lib/personal_data.py": "names of statutes, as they are quoted",
    "design/languages.py": "a language is called by its own name",
    "outreach/exchange/rules/*.py": "what offices write in their tables is what is read there",
    "outreach/exchange/services/comparing.py": "words by which a table marks its sub-totals",
    "outreach/exchange/services/entering.py": "titles and words of teams, as offices write them",
    "config/demo/*.py": "the demonstration's offices, people and what they wrote are data",
    "design/style_guide.py": "people and tongs of the examples have names, as data has",
    "design/components/controls.py": "the first and the last syllable, to know a Korean name by",
    "foundation/asides/rules.py": "what stands before a telephone number, and what is left of it",
    "lib/registration_numbers.py": "what such numbers are called where they are written",
    "foundation/residents/rules.py": "how people write a date of birth",
    "foundation/residents/words.py": "a language is called by its own name",
    "lib/reference_numbers.py": "a vowel that looks like a hyphen",
    "lib/secret_words.py": "secrets in Korean words, each with its English one",
    "lib/addresses.py": "what Korean addresses are written with",
    "outreach/zones/presenters/boundaries.py": "what files call units by, beside their numbers",
    "lib/statute/figures.py": "statutes and their articles are cited in their own language",
    "lib/statute/stops.py": "statutes and their articles are cited in their own language",
    "lib/seoul.py": "the letters of the weekdays, as dates are written with",
    "foundation/papers/fonts.py": "the letters that the usual typeface has",
    "foundation/papers/services/owpml.py": "names of typefaces that every word processor there has",
    "foundation/papers/services/xlsx.py": "the name of a typeface that every spreadsheet there has",
    "outreach/expectations/rules.py": "words that every duty has, to be passed over",
    "outreach/zones/finding.py": "how people write the number of a tong",
    "foundation/messaging/presenters/first_events.py": "messages in their own languages",
    "outreach/casework/occasions.py": "messages in their own languages",
    "foundation/messaging/presenters/previews.py": "the longest Korean name, to try a text with",
    "foundation/webhooks/presenters/office.py": "messages in their own languages",
    "delivery/channels/providers/*/channel.py": "a channel brings its words in both languages",
    "delivery/channels/standard.py": "what an office is called, in both languages",
    "delivery/custody/occasions.py": "messages in their own languages",
    "delivery/kiosks/occasions.py": "messages in their own languages",
    "delivery/lockers/occasions.py": "messages in their own languages",
    "delivery/dispatch/standard.py": "messages in their own languages",
    "outreach/casework/standard.py": "messages in their own languages",
    "outreach/casework/services/webhooks.py": "an example of what other programs are told",
    "foundation/approvals/standard.py": "messages in their own languages",
    "outreach/expectations/standard.py": "messages in their own languages",
    "delivery/catalogue/standard/*.py": "rows of every new database, each with its English words",
    "outreach/categories/standard.py": "rows of every new database, each with its English words",
    "outreach/categories/queries/words.py": "yes and no in every language that is asked in",
    "outreach/vocabulary/standard.py": "rows of every new database, each with its English name",
    "foundation/places/services.py": "what a 읍 or 면 calls its units is data",
    "web/shell/frame.py": "which of its levels a place is called by is data",
    "foundation/places/models.py": "what a dong calls its units and their heads is data",
    "foundation/accounts/services/set_up.py": "names and titles of a first office are data",
    "foundation/accounts/forms.py": "what a dong calls its units and their heads is data",
    "foundation/privacy/presenters/messages.py": "texts of messages, each with its English one",
    "outreach/intake/presenters/messages.py": "texts of messages, each with its English one",
    "foundation/organisations/models.py": "titles are data, each with its English one",
    "foundation/organisations/services/people.py": "titles are data, each with its English one",
}
"""File under src/dongne → why it holds Korean outside gettext."""

NAMES = frozenset({"KRDS", "PDF", "XLSX", "HWPX", "CSV", "EXIF", "JPEG", "PNG", "GPS", "URL", "ID"})
"""Words that are the same in both languages."""

SAID_IN_BOTH: dict[str, str] = {
    "wordmark.html": "the program's name is the same in every language",
    "style_guide.html": "examples made up for whoever builds pages, as in its style_guide.py",
    "print_poster.html": "paper in the street speaks to everybody at once",
    "display_settings.html": "whoever looks for the language cannot read the page's",
}
"""Name of a template → why it shows words outside a translation."""

NO_HELP: dict[str, str] = {
    "shell/welcome.html": "is itself what the program says about itself",
    "shell/sign_in.html": "two fields that everybody knows; what may go wrong stands below them",
    "accounts/setup.html": "its lead and its steps lead through it",
    "accounts/second.html": "its lead says what is asked; without a phone, the line below does",
    "accounts/link.html": "its lead greets by name and says what to do",
    "accounts/not_in.html": "its lead is why somebody is not in and what to do about it",
    "design/style_guide.html": "for whoever builds pages; no page of the program",
}
"""Template → why its page explains itself without a help to unfold."""

OTHER_FIGURES: dict[str, str] = {
    "%(limit)d만 화소": "Korean counts in ten thousands, English in millions",
}
"""Part of a Korean sentence → why its English one fills other figures in."""

EVERYBODYS: dict[str, str] = {
    "catalogue.CatalogueVersion": "who may ask for what where is told to everybody",
    "categories.CategoryVersion": "what an office takes care of is told to everybody",
    "channels.ChannelSite": "where one can apply stands on its door",
    "channels.SiteClosing": "and when it is closed",
    "calendar.Closing": "when an office works is written on its door, and binds many",
    "calendar.Holiday": "when an office works is written on its door, and binds many",
    "calendar.WorkingHours": "when an office works is written on its door, and binds many",
    "messaging.Notice": "its officer's own: every read names whose list it is",
    "messaging.NoticeChoice": "its officer's own: every read names whose choice it is",
    "messaging.PushSubscription": "its officer's own browser",
    "messaging.Receipt": "what a provider told; no page without its message",
    "opendata.PublicCase": "holds only what everybody may see",
    "vocabulary.Form": "a form without a place is everybody's; words of a form are no secret",
}
"""Models that know a dong and are open to all, and why."""

NOT_WRITES: dict[str, str] = {
    "foundation/approvals/services.py:take_turn": "holds the line for whoever's turn it is",
}
"""File and function → why it opens a transaction without writing."""

NAMES_OF_THINGS: dict[str, str] = {
    "auth.Permission.name": "a right of a library, which nobody is given here",
    "auth.Group.name": "the same",
    "procrastinate.ProcrastinateJob.queue_name": "a queue",
    "procrastinate.ProcrastinateJob.task_name": "a kind of job",
    "procrastinate.ProcrastinatePeriodicDefer.task_name": "a kind of job",
    "channels.ChannelSite.name": "a place where one can apply",
    "kiosks.Kiosk.name": "a machine",
    "lockers.Locker.name": "a machine",
    "channels.ChannelSite.name_en": "a place where one can apply",
    "channels.ChannelSite.address": "of a public place",
    "casework.OutsideEntry.system_name": "another office's system",
    "places.City.name": "a city",
    "places.City.name_en": "a city",
    "places.City.level_name": "what such a place is called",
    "places.District.name": "a district",
    "places.District.name_en": "a district",
    "places.District.level_name": "what such a place is called",
    "places.Dong.name": "a dong",
    "places.Dong.name_en": "a dong",
    "places.Dong.level_name": "what such a place is called",
    "places.Dong.unit_name": "what its units are called",
    "places.Dong.unit_head_name": "what heads of units are called",
    "places.Dong.part_name": "what parts of units are called",
    "places.Dong.part_head_name": "what heads of parts are called",
    "places.LegalDong.name": "a legal dong",
    "places.AddressRange.name": "a road or a legal dong",
    "places.AddressRange.note": "which buildings a range of numbers means",
    "organisations.Team.name": "a team",
    "organisations.Team.name_en": "a team",
    "calendar.Holiday.name": "a holiday",
    "calendar.Holiday.name_en": "a holiday",
    "calendar.Closing.name": "why an office is closed",
    "calendar.Closing.name_en": "why an office is closed",
    "messaging.PushKeys.private": "a secret of the installation, sealed as one",
    "messaging.ProviderSetting.secret": "a secret of the office, sealed as one",
    "webhooks.Endpoint.secret": "a secret of the office, sealed as one",
    "webhooks.Endpoint.old_secret": "the one before it",
    "zones.BoundaryDraft.name": "a draft of zones",
    "exchange.PersonImport.file_name": "a file",
    "socialaccount.SocialApp.name": "a provider of single sign-on",
}
"""Column whose name sounds like a person's, or that is sealed → what it holds instead."""

REVEALS: dict[str, str] = {
    "delivery/dispatch/queries/files.py": "the key of a file, for whoever was let in to it",
    "delivery/kiosks/services/jobs.py": "a date of birth into its digest; a document that is printed",
    "delivery/lockers/services/granting.py": "a date of birth, to keep its digest; shown nowhere",
    "config/demo/residents.py": "a second row of one made-up person, to be merged",
    "foundation/vault/sealed.py": "masking needs the value to cut it",
    "foundation/vault/queries.py": "whether it opens; what opened goes nowhere",
    "foundation/vault/services.py": "sealing anew after a rotation",
    "foundation/asides/queries.py": "a person's numbers, to find them in texts by their index",
    "foundation/asides/services.py": "opens a number for a purpose, with a row in the log",
    "foundation/messaging/presenters/lists.py": "a notice, shown to the officer it is meant for",
    "foundation/messaging/providers/solapi/channel.py": "the office's own secret, no person's",
    "foundation/messaging/providers/webpush/posting.py": "sends to a browser of a member of staff",
    "foundation/messaging/queries/routes.py": "the office's own secret at a provider",
    "foundation/messaging/queries/wishes.py": "whether the receiver is blocked, before sending",
    "foundation/messaging/services/asking.py": "what is sent on",
    "foundation/messaging/services/claiming.py": "what is handed to the provider",
    "foundation/messaging/services/deciding.py": "the same message, sealed again for another way",
    "foundation/messaging/services/letters.py": "printed for the post, with a row in the log",
    "foundation/messaging/services/opening.py": "for a purpose, with a row in the log",
    "foundation/messaging/services/sweeping.py": "asks the provider what became of a message",
    "foundation/privacy/papers/requests.py": "the answer on the paper for the person",
    "foundation/privacy/services/requests.py": "what is sent on to the person who asked",
    "foundation/residents/queries/blocks.py": "whether somebody is blocked; says yes or no",
    "foundation/residents/queries/duplicates.py": "whether two values are the same; says yes or no",
    "foundation/residents/services/households.py": "sealed again for a household",
    "foundation/residents/services/merging.py": "sealed again for who remains",
    "outreach/exchange/services/persons.py": "an imported row, sealed again for its person",
    "foundation/residents/services/opening.py": "for a purpose, with a row in the log",
    "foundation/webhooks/services/endpoints.py": "the office's own secret, sealed again",
    "foundation/webhooks/services/sending.py": "the office's own secret, to sign with",
    "outreach/intake/services/drafts.py": "what somebody is writing, for whoever holds its cookie",
    "outreach/intake/services/sending.py": "the words of a receipt, for whoever holds its cookie",
}
"""File under src/dongne → why it may open sealed values."""
