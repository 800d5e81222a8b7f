"""Letters in the post, files behind a link, and how long a link lasts."""

from .downloads import DispatchSetting, Download
from .mailings import Mailing

__all__ = ["DispatchSetting", "Download", "Mailing"]
