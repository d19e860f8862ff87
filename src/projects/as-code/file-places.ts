import { DomainError } from '../../errors/domain-error.js';

/** Does a part of an import; what goes wrong says where in the file: `workflows.Nightly.jobs.Report.interval`. */
export async function at<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const found = Array.isArray(error.details) ? error.details : [];
    const details = found.map((detail) => ({ ...detail, path: `${path}.${detail.path}` }));
    if (details.length === 0) details.push({ path, message: error.message });
    throw new DomainError(error.kind, error.code, `${path}: ${error.message}`, details);
  }
}
