package io.orilla.connector.s7;

/** A part of a controller's memory, by the code that requests have for it. */
enum Area {
  INPUT(0x81),
  OUTPUT(0x82),
  MERKER(0x83),
  DATA_BLOCK(0x84);

  private final int code;

  Area(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
