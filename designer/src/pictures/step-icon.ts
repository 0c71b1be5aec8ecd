import {
  IconAdjustmentsHorizontal, IconArrowsSplit2, IconBook2, IconBrain, IconBroadcast, IconChartBar, IconChartDots3, IconChartHistogram, IconChecks, IconClipboardList, IconClockHour4, IconDatabase,
  IconDatabaseImport, IconDatabaseSearch, IconGitBranch, IconGitMerge, IconGitPullRequest, IconHeartbeat, IconListSearch, IconPackage, IconRepeat, IconRocket, IconRubberStamp, IconShieldCheck,
  IconSitemap, IconSparkles, IconTags, IconTool, IconTrophy, IconVersions, IconWand, type IconProps,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { PictureNode } from '../api/definitions'

const byActivity: Record<string, ComponentType<IconProps>> = {
  collect_data: IconListSearch,
  ingest_data: IconDatabaseImport,
  version_data: IconVersions,
  find_data: IconDatabaseSearch,
  clean_data: IconSparkles,
  validate_data: IconChecks,
  split_data: IconArrowsSplit2,
  label_data: IconTags,
  import_labels: IconTags,
  submit_pipeline: IconGitPullRequest,
  create_experiment: IconGitBranch,
  data_analysis: IconChartHistogram,
  preprocess: IconWand,
  tune: IconAdjustmentsHorizontal,
  train: IconBrain,
  approval: IconRubberStamp,
  register_model: IconBook2,
  evaluate_model: IconChartBar,
  submit_model: IconGitMerge,
  find_model: IconTrophy,
  promote: IconShieldCheck,
  package_model: IconPackage,
  deploy_model: IconRocket,
  predict: IconChartDots3,
  maintain: IconHeartbeat,
  define_requirements: IconClipboardList,
  initial_setup: IconTool,
  delay: IconClockHour4,
  wait_for: IconBroadcast,
}

export function stepIcon(node: PictureNode): ComponentType<IconProps> {
  if (node.kind === 'call') return IconSitemap
  if (node.kind === 'for') return IconRepeat
  return byActivity[node.callee ?? ''] ?? (node.callee?.includes('data') ? IconDatabase : IconTool)
}
