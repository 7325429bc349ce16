package io.orilla.lake.table;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.util.regex.Pattern;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;

/** Names for snapshots. */
final class Tags {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Tags() {}

  static void create(Table table, String tag, long snapshot) {
    if (!FORM.matcher(tag).matches() || tag.equals(SnapshotRef.MAIN_BRANCH)) {
      throw OrillaException.invalid(
          "'"
              + tag
              + "' is no tag: use 1 to 64 of letters, digits, '.', '_' and '-', and not 'main'");
    }
    if (table.snapshot(snapshot) == null) {
      throw OrillaException.notFound("%s has no snapshot %d".formatted(table.name(), snapshot));
    }
    SnapshotRef existing = table.refs().get(tag);
    if (existing == null) {
      table.manageSnapshots().createTag(tag, snapshot).commit();
    } else if (existing.snapshotId() != snapshot) {
      throw new OrillaException(
          ErrorCode.ALREADY_EXISTS,
          "the tag '%s' of %s names snapshot %d; choose another name"
              .formatted(tag, table.name(), existing.snapshotId()));
    }
  }
}
