package io.orilla.server.document;

import io.orilla.model.document.Document;
import io.orilla.model.document.Kind;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All documents that hold at one moment; immutable. */
public final class Declarations {
  private final Map<Key, Declared<?>> documents;

  private Declarations(Map<Key, Declared<?>> documents) {
    this.documents = documents;
  }

  static Declarations of(Collection<? extends Declared<?>> declared) {
    Map<Key, Declared<?>> documents = new TreeMap<>();
    declared.forEach(one -> documents.put(new Key(one.kind(), one.name()), one));
    return new Declarations(documents);
  }

  public Optional<Declared<?>> find(Kind kind, ObjectName name) {
    return Optional.ofNullable(documents.get(new Key(kind, name)));
  }

  /** The document of this kind of spec with this name. */
  public <S extends Spec> Optional<Declared<S>> find(Class<S> type, ObjectName name) {
    return all(type).stream().filter(declared -> declared.name().equals(name)).findFirst();
  }

  /** All documents with this kind of spec, by name. */
  public <S extends Spec> List<Declared<S>> all(Class<S> type) {
    List<Declared<S>> found = new ArrayList<>();
    for (Declared<?> one : documents.values()) {
      if (type.isInstance(one.spec())) {
        S spec = type.cast(one.spec());
        found.add(
            new Declared<>(one.kind(), one.metadata(), spec, one.generation(), one.appliedAt()));
      }
    }
    return found;
  }

  List<Declared<?>> all(Kind kind) {
    List<Declared<?>> found = new ArrayList<>(documents.values());
    found.removeIf(one -> one.kind() != kind);
    return found;
  }

  Declarations with(Document document, long generation, Instant at) {
    Map<Key, Declared<?>> changed = new TreeMap<>(documents);
    Declared<?> declared = Declared.of(document, generation, at);
    changed.put(new Key(declared.kind(), declared.name()), declared);
    return new Declarations(changed);
  }

  Declarations without(Kind kind, ObjectName name) {
    Map<Key, Declared<?>> changed = new TreeMap<>(documents);
    changed.remove(new Key(kind, name));
    return new Declarations(changed);
  }

  private record Key(Kind kind, ObjectName name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparing(Key::kind).thenComparing(Key::name).compare(this, other);
    }
  }
}
