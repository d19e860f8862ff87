import { page } from './markdown.js';

/** One block of the story in the README: what to paste, and what it then prints. */
export interface StoryStep {
  script: string;
  prints: string;
  /** Before this step the README has its reader kill the process and start it again. */
  afterKill: boolean;
}

/** The `sh` blocks under the heading "The story", in order, each with the `text` block that follows it. */
export function storyOfReadme(): StoryStep[] {
  const [, story = ''] = /^## The story$([^]*?)^## /m.exec(page('README.md')) ?? [];
  const steps: StoryStep[] = [];
  let afterKill = false;
  for (const [, language, content = ''] of story.matchAll(/^```(\w+)\n([^]*?)^```$/gm)) {
    if (language === 'bash') afterKill = content.includes('-9');
    else if (language === 'text') steps.at(-1)!.prints += content;
    else {
      steps.push({ script: content, prints: '', afterKill });
      afterKill = false;
    }
  }
  return steps;
}

/** Without what differs from run to run (instants and durations), and without the CR of mails and CSV. */
export function withoutTimes(printed: string): string {
  return printed
    .replaceAll('\r', '')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '<instant>')
    .replaceAll(/("duration": )\d+/g, '$1<ms>')
    .replaceAll(/-?\d+ ms late/g, '<ms> late')
    .trimEnd();
}
