package io.orilla.demo.story;

import io.orilla.demo.ledger.LedgerAudit;
import io.orilla.demo.site.Site;
import io.orilla.model.prediction.Prediction;
import java.util.List;

/** Reads the lake with its own library, beside the server, and holds it against what went in. */
public final class LakeAudit {
  private final Site site;

  public LakeAudit(Site site) {
    this.site = site;
  }

  /** Rows that closed while models were at work: {@code missed} have no prediction, {@code twice} several. */
  public record Windows(long closed, long missed, long twice) {}

  public LedgerAudit.Result ledger() {
    throw new UnsupportedOperationException(site.home().toString());
  }

  public Windows windows(List<Prediction> predictions) {
    throw new UnsupportedOperationException(predictions.toString());
  }
}
