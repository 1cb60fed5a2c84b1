# Nothing happens here.

   # Not here either.
