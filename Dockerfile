# Dateline in a container: docker build -t dateline . && docker run -p 8080:8080 dateline
#
# The image holds an archive of the sample articles, so that the first search works at once. Mount another archive, or an
# empty volume to fill with "docker run ... dateline-index", at /var/lib/dateline.

FROM debian:bookworm-slim AS build
WORKDIR /src
COPY scripts/packages scripts/packages.txt scripts/
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(scripts/packages build) \
 && rm -rf /var/lib/apt/lists/*
COPY . .
RUN cmake --preset release -DDATELINE_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/usr \
 && cmake --build --preset release \
 && DESTDIR=/staged cmake --install build/release --strip
RUN build/release/indexer/dateline-index --archive /staged/var/lib/dateline/archive corpus || [ $? -eq 1 ]

FROM debian:bookworm-slim
COPY scripts/packages scripts/packages.txt /tmp/scripts/
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $(/tmp/scripts/packages run) \
 && rm -rf /var/lib/apt/lists/* /tmp/scripts \
 && useradd --system --uid 10001 --home-dir /var/lib/dateline --shell /usr/sbin/nologin dateline
COPY --from=build /staged /
COPY LICENSE /usr/share/doc/dateline/
RUN chown -R dateline:dateline /var/lib/dateline
USER dateline
WORKDIR /var/lib/dateline
VOLUME /var/lib/dateline
ENV DATELINE_ARCHIVE=/var/lib/dateline/archive DATELINE_LISTEN=0.0.0.0:8080
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["dateline-serve", "--health-check"]
ENTRYPOINT ["dateline-serve"]
