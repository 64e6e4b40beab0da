/** Whatever is not said to be something else is production, to the libraries too: some of them read it when they are loaded. */
process.env.NODE_ENV ??= 'production';
