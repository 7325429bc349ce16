package io.orilla.server.document;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.orilla.model.document.DocumentReader;
import io.orilla.model.document.Kind;
import io.orilla.model.document.ObjectName;
import io.orilla.server.http.Resource;
import java.util.List;
import java.util.Optional;

/** Documents over HTTP. */
public final class DocumentResource implements Resource {
  private static final String ALL = "/api/v1/documents";
  private static final String KIND = ALL + "/{kind}";
  private static final String ONE = KIND + "/{name}";

  private final Documents documents;
  private final List<Status.Observer> observers;

  public DocumentResource(Documents documents, List<Status.Observer> observers) {
    this.documents = documents;
    this.observers = List.copyOf(observers);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post(ALL, this::apply);
    routes.get(KIND, this::list);
    routes.get(ONE, this::show);
    routes.delete(ONE, this::withdraw);
  }

  private void apply(Context context) {
    context.json(documents.apply(DocumentReader.readAll(context.body())));
  }

  private void list(Context context) {
    context.json(documents.current().all(kind(context)).stream().map(this::observed).toList());
  }

  private void show(Context context) {
    Kind kind = kind(context);
    ObjectName name = name(context);
    context.json(
        documents
            .current()
            .find(kind, name)
            .map(this::observed)
            .orElseThrow(() -> Documents.unknown(kind, name)));
  }

  private void withdraw(Context context) {
    documents.withdraw(kind(context), name(context));
    context.status(204);
  }

  private static Kind kind(Context context) {
    return Kind.of(context.pathParam("kind"));
  }

  private static ObjectName name(Context context) {
    return new ObjectName(context.pathParam("name"));
  }

  private Observed observed(Declared<?> declared) {
    return new Observed(
        declared,
        observers.stream().flatMap(observer -> observer.observe(declared).stream()).findFirst());
  }

  /** A document beside what is seen of it. */
  private record Observed(@JsonUnwrapped Declared<?> declared, Optional<Status> status) {}
}
