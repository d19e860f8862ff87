import { Injectable } from '@nestjs/common';
import type { RawBody } from '../../raw-body.js';
import { readText } from './file-text.js';
import { projectFileOf } from './project-file.js';
import type { ProjectFile } from './project-file.js';
import { YamlReader } from './yaml-reader.js';

/** Reads the files of projects that people send. */
@Injectable()
export class ProjectFileReader {
  constructor(private readonly yaml: YamlReader) {}

  /** @throws DomainError `BODY_TOO_LARGE` (413), and what `YamlReader.read` and `projectFileOf` throw */
  async read(body: RawBody | undefined): Promise<ProjectFile> {
    return projectFileOf(await this.yaml.read(body ? await readText(body.stream) : ''));
  }
}
