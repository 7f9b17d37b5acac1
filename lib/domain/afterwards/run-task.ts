import { afterCall } from '#lib/domain/afterwards/after-call.ts';
import { eraseRecording } from '#lib/domain/afterwards/erase-recording.ts';
import { notifyOfEscalation } from '#lib/domain/afterwards/escalation-text.ts';
import { passOn } from '#lib/domain/afterwards/message-text.ts';
import { remind } from '#lib/domain/afterwards/reminder-text.ts';
import { tellOfMessage } from '#lib/domain/afterwards/spoken-message-text.ts';
import type { TaskEnd, TaskPorts } from '#lib/domain/afterwards/task-end.ts';
import { endIfIdle } from '#lib/domain/chat/idle.ts';
import { closeLate } from '#lib/domain/close-call.ts';

      case 'erase-customer':
        return await eraseCustomer(ports, task, task.about);
