package io.orilla.lake.table;

import io.orilla.model.document.TableName;
import io.orilla.model.error.OrillaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;

/** Iceberg's catalog in a SQLite file. */
final class TableCatalog implements AutoCloseable {
  static final String NAME = "orilla";

  /** One place retries, ours: Iceberg's own would not look again at what a change was based on. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "format-version", "2",
          "commit.retry.num-retries", "0",
          "write.parquet.compression-codec", "zstd",
          "write.metadata.delete-after-commit.enabled", "true",
          "write.metadata.previous-versions-max", "10");

  private final JdbcCatalog catalog;

  private TableCatalog(JdbcCatalog catalog) {
    this.catalog = catalog;
  }

  static TableCatalog open(Path home) throws IOException {
    Path warehouse = Files.createDirectories(home.resolve("warehouse"));
    JdbcCatalog catalog = new JdbcCatalog(properties -> new LocalFileIO(), null, true);
    catalog.initialize(
        NAME,
        Map.of(
            "uri",
            "jdbc:sqlite:"
                + home.resolve("catalog.sqlite")
                + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000",
            "warehouse",
            warehouse.toString(),
            "clients",
            "1",
            "jdbc.schema-version",
            "V1"));
    return new TableCatalog(catalog);
  }

  void ensure(TableName name, List<Column> columns) {
    if (contains(name)) {
      addMissing(load(name), columns);
      return;
    }
    Namespace namespace = Namespace.of(name.namespace());
    if (!catalog.namespaceExists(namespace)) {
      catalog.createNamespace(namespace);
    }
    Table table =
        catalog.createTable(
            identifier(name), schema(columns), PartitionSpec.unpartitioned(), PROPERTIES);
    try {
      Files.createDirectories(dataFolder(table));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema schema(List<Column> columns) {
    List<Types.NestedField> fields = new ArrayList<>();
    for (Column column : columns) {
      fields.add(
          Types.NestedField.optional(fields.size() + 1, column.name(), column.type().iceberg()));
    }
    return new Schema(fields);
  }

  private static void addMissing(Table table, List<Column> columns) {
    UpdateSchema update = table.updateSchema();
    for (Column column : columns) {
      Types.NestedField field = table.schema().findField(column.name());
      if (field == null) {
        update.addColumn(column.name(), column.type().iceberg());
      } else if (!field.type().equals(column.type().iceberg())) {
        throw OrillaException.invalid(
            "column '%s' of %s is %s and cannot become %s; choose another name"
                .formatted(
                    column.name(), table.name(), ColumnType.of(field.type()), column.type()));
      }
    }
    if (update.apply().columns().size() > table.schema().columns().size()) {
      update.commit();
    }
  }

  List<TableName> tables() {
    return catalog.listNamespaces().stream()
        .flatMap(namespace -> catalog.listTables(namespace).stream())
        .map(table -> new TableName(table.namespace() + "." + table.name()))
        .sorted()
        .toList();
  }

  boolean contains(TableName name) {
    return catalog.tableExists(identifier(name));
  }

  /** The table as it is now. */
  Table load(TableName name) {
    try {
      return catalog.loadTable(identifier(name));
    } catch (NoSuchTableException e) {
      throw OrillaException.notFound("no table " + name + " is in the lake");
    }
  }

  static Path dataFolder(Table table) {
    return Path.of(table.location()).resolve("data");
  }

  private static TableIdentifier identifier(TableName name) {
    return TableIdentifier.of(name.namespace(), name.name());
  }

  @Override
  public void close() {
    catalog.close();
  }
}
