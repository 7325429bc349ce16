package io.orilla.connector.sparkplug;

import java.util.List;

/** What the numbers of a metric's type stand for (Sparkplug 3.0.0, 6.4.16). */
final class DataType {
  private static final List<String> NAMES =
      List.of(
          "",
          "Int8",
          "Int16",
          "Int32",
          "Int64",
          "UInt8",
          "UInt16",
          "UInt32",
          "UInt64",
          "Float",
          "Double",
          "Boolean",
          "String",
          "DateTime",
          "Text",
          "UUID",
          "DataSet",
          "Bytes",
          "File",
          "Template");

  private DataType() {}

  /** Empty for one that is not known. */
  static String name(long type) {
    return type >= 0 && type < NAMES.size() ? NAMES.get((int) type) : "";
  }
}
