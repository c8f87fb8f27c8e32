// Keeps what the saved text of an agreement says of its data, so that an edit can be told beside it.
// It must never compare results of two states of the data: when data is read anew, the saved text is judged by it as well.

import { rejudged } from '../core/features/baselines/rejudged';
import type { SlaFile } from '../core/model/file';
import type { Measured } from '../core/project';
import type { ObjectiveResult } from '../core/compliance/result';

/** A class because it is what is known of one document while it is open. */
export class SavedResults {
  private file: SlaFile | undefined;
  private results: readonly ObjectiveResult[] | undefined;
  /** The answers of the engine by which they were judged. */
  private by: Measured['partials'];

  /** Takes a text as the saved one; what follows is told beside it. */
  save(file: SlaFile): void {
    this.file = file;
    this.results = undefined;
    this.by = undefined;
  }

  /** Data was read anew, and not only for another text: what was known of it no longer holds. */
  forget(): void {
    this.results = undefined;
    this.by = undefined;
  }

  /**
   * The results of the saved text, now that `file` has been measured; undefined where that is the saved text itself, or where its data
   * would have to be read again.
   */
  beside(file: SlaFile, measured: Measured): readonly ObjectiveResult[] | undefined {
    if (this.file === undefined) this.save(file);
    const saved = this.file;
    if (saved === undefined) return undefined;
    if (saved.snapshot.text === file.snapshot.text) {
      this.results = measured.results;
      this.by = measured.partials;
      return undefined;
    }
    if (this.by !== measured.partials) {
      const again = rejudged(saved, measured);
      if (again !== undefined) {
        this.results = again;
        this.by = measured.partials;
      }
    }
    return this.results;
  }
}
