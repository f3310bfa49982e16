"""Panels of the form of an accessibility statement."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from ..models.panels import FindingsPanel, StepsPanel

PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("organisation"),
            FieldPanel("is_voluntary"),
            FieldPanel("service_name"),
            FieldRowPanel([FieldPanel("service_url"), FieldPanel("service_published_on")]),
        ],
        heading=_("Who and what"),
    ),
    MultiFieldPanel(
        [FieldPanel("compliance"), FieldPanel("standard")], heading=_("How accessible it is")
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_telephone")]),
            FieldPanel("contact_form_url"),
            FieldPanel("contact_address"),
            FieldPanel("answer_days"),
        ],
        heading=_("Help and reports"),
        help_text=_(
            "How a visitor asks for content in another form, and tells you of a deficiency. "
            "At least e-mail, telephone or a form is needed."
        ),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("authority_name"), FieldPanel("authority_url")])],
        heading=_("Supervision"),
        help_text=_("Left out where the law does not apply to you."),
    ),
    FieldPanel("deficiencies"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("assessment_method"), FieldPanel("assessed_on")]),
            FieldPanel("assessment_notes"),
            FieldPanel("assessment_url"),
        ],
        heading=_("How it was tested"),
    ),
    FindingsPanel(heading=_("Before publishing")),
    StepsPanel(heading=_("After publishing")),
]
