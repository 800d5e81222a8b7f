"""Changes of a round, for the page of changes and the offer to undo."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dongne.foundation.audit.public import AuditEntry, Told


def told(entry: AuditEntry) -> Told:
    was, became = entry.changes["was"]["order"], entry.changes["is"]["order"]
    fresh, gone = len(set(became) - set(was)), len(set(was) - set(became))
    if entry.action.startswith("round.chosen") and fresh and gone:
        sentence = _("동선에 %(n)d곳을 넣고 %(gone)d곳을 뺐습니다") % {"n": fresh, "gone": gone}
    elif fresh:
        sentence = _("동선에 %(n)d곳을 넣었습니다") % {"n": fresh}
    elif gone:
        sentence = _("동선에서 %(n)d곳을 뺐습니다") % {"n": gone}
    elif entry.action.startswith("round.moved"):
        sentence = _("동선의 순서를 바꾸었습니다")
    else:
        sentence = _("동선을 짧은 순서로 정했습니다")
    return Told(sentence=sentence)
