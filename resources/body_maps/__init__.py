"""The outlines on which marks are placed, and the reader that screen and paper share."""
