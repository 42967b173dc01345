"""zhutiri: a compliance checker for 政务公开主题日 activities and the material their hosts report."""

__version__ = "0.1.0"
