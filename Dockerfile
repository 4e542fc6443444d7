# docker build -t charter . && docker run --rm -v "$PWD:/work" charter check my.charter
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
RUN python -m pip install --no-cache-dir --prefix=/installed .

FROM python:3.12-slim
COPY --from=build /installed /usr/local
RUN useradd --create-home charter
USER charter
WORKDIR /work
ENTRYPOINT ["charter"]
CMD ["--help"]
