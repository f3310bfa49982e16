"""Where files are that had another name before."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MovedFile(models.Model):
    """A file that `randomise_media_names` has given another name; its old address leads there."""

    old_name = models.CharField(_("old name"), max_length=255, unique=True)
    new_name = models.CharField(_("new name"), max_length=255)

    class Meta:
        verbose_name = _("moved file")
        verbose_name_plural = _("moved files")

    def __str__(self) -> str:
        return self.old_name
