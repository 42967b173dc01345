"""The one door through which every foreign byte comes in: it is read in a process of its own, with limits."""
