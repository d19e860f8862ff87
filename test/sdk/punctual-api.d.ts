// Written by npm run openapi from openapi.json. Do not edit.

export interface paths {
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a token for a user name and a password. */
        post: operations["AuthController_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells who you are, your teams and your permissions. */
        get: operations["AuthController_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes your password and ends every token that you got by login or from an issuer before. */
        post: operations["AuthController_changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists your personal access tokens, never their texts. */
        get: operations["AccessTokensController_list"];
        put?: never;
        /** Makes a personal access token; its text is in this answer only. */
        post: operations["AccessTokensController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revokes one of your tokens at once. */
        delete: operations["AccessTokensController_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists accounts in name order. */
        get: operations["UsersController_list"];
        put?: never;
        /** Makes a local account. */
        post: operations["UsersController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows an account. */
        get: operations["UsersController_get"];
        /** Changes what is given of an account; null clears email and timezone. */
        put: operations["UsersController_update"];
        post?: never;
        /**
         * Deletes an account that owns no jobs and no datasets.
         * @description Another valid token from outside would bring it back: to keep somebody out, disable the account.
         */
        delete: operations["UsersController_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all teams in name order: everybody may share with them. */
        get: operations["TeamsController_list"];
        put?: never;
        /** Makes a team without members. */
        post: operations["TeamsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a team; `team:analytics` and `analytics` are the same. */
        get: operations["TeamsController_get"];
        /** Changes a team's name or description. */
        put: operations["TeamsController_update"];
        post?: never;
        /** Deletes a team that owns no jobs and no datasets. */
        delete: operations["TeamsController_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/teams/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists who is in a team, for its members and superusers. */
        get: operations["TeamMembersController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/teams/{id}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Puts a user into a team, or changes the role there. */
        put: operations["TeamMembersController_put"];
        post?: never;
        /** Takes a user out of a team. */
        delete: operations["TeamMembersController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists with whom the job is shared. */
        get: operations["JobSharesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/shares/{principalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one share. */
        get: operations["JobSharesController_get"];
        /** Shares the job, or changes a share; level 0 removes it. You can't grant more than you hold. */
        put: operations["JobSharesController_put"];
        post?: never;
        /** Removes a share; effective on the next request of whoever loses it. */
        delete: operations["JobSharesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Explains why somebody may, or may not, do what with the job. */
        get: operations["JobSharesController_explain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists with whom the dataset is shared. */
        get: operations["DatasetSharesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}/shares/{principalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one share. */
        get: operations["DatasetSharesController_get"];
        /** Shares the dataset, or changes a share; level 0 removes it. */
        put: operations["DatasetSharesController_put"];
        post?: never;
        /** Removes a share. */
        delete: operations["DatasetSharesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/job-drivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All job types of this installation, with the JSON Schema of their data. */
        get: operations["JobDriversController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/job-drivers/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job type. */
        get: operations["JobDriversController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the datasets that the caller can read. */
        get: operations["DatasetsController_list"];
        put?: never;
        /** Creates a dataset. Inline rows are stored at once; other sources are read at the first refresh. */
        post: operations["DatasetsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a dataset. */
        get: operations["DatasetsController_get"];
        /** Changes a dataset; what is left out stays. New inline rows replace the present ones. */
        put: operations["DatasetsController_update"];
        post?: never;
        /** Deletes a dataset with its rows and snapshots, unless jobs use it. */
        delete: operations["DatasetsController_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}/_refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Loads the dataset anew from its source and answers when it is done; a failure keeps the present rows. */
        post: operations["DatasetsController_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the snapshots of a dataset, the latest first. */
        get: operations["SnapshotsController_list"];
        put?: never;
        /** Freezes the present rows. A dataset that was never loaded is loaded first. */
        post: operations["SnapshotsController_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}/snapshots/{snapshotId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a snapshot. */
        get: operations["SnapshotsController_get"];
        put?: never;
        post?: never;
        /** Deletes a snapshot, and its rows when nothing else points to them. */
        delete: operations["SnapshotsController_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a page of rows; with `format`, streams all of them as a file. */
        get: operations["DatasetDataController_rows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}/snapshots/{snapshotId}/data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a page of a snapshot's rows; with `format`, streams all of them as a file. */
        get: operations["DatasetDataController_frozenRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Searches and lists the jobs that you own or that are shared with you. */
        get: operations["JobsController_list"];
        put?: never;
        /** Creates a job. Needs the permission permission.jobs.create. */
        post: operations["JobsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all jobs that you can read, briefly, in name order. */
        get: operations["JobsController_flatList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one job in full. */
        get: operations["JobsController_get"];
        /** Changes a job: only what is given is changed, null clears. */
        put: operations["JobsController_update"];
        /** Runs a job now and answers with its result when it is done; with `Prefer: respond-async` it answers at once. */
        post: operations["RunsController_run"];
        /** Deletes a job with its history; a run under way is canceled. Owner only. */
        delete: operations["JobsController_delete"];
        options?: never;
        head?: never;
        /** The same as PUT. */
        patch: operations["JobsController_patch"];
        trace?: never;
    };
    "/api/jobs/{id}/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the datasets that the job reads. */
        get: operations["JobDatasetsController_list"];
        put?: never;
        /** Links a dataset under an alias. */
        post: operations["JobDatasetsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/datasets/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one dataset link. */
        get: operations["JobDatasetsController_get"];
        /** Changes which dataset an alias means, and what is frozen around a run. */
        put: operations["JobDatasetsController_change"];
        post?: never;
        /** Unlinks a dataset. */
        delete: operations["JobDatasetsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells who owns the job. */
        get: operations["JobOwnerController_get"];
        /** Hands the job to another owner: its owner to anybody, editors only to a team that the owner administers. */
        put: operations["JobOwnerController_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows when a job runs next, in UTC, in its zone, and in words. */
        get: operations["SchedulesController_ofJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries out a schedule: when would it run, and what do clock changes do to it? */
        post: operations["SchedulesController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/_edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes your draft of the job, or gives the one you have (200). */
        post: operations["DraftsController_edit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/_commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts the draft into the place of the job. By the draft's id, or by the job's: then your draft of it. */
        post: operations["DraftsController_commit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows your draft of the job. */
        get: operations["DraftsController_get"];
        put?: never;
        post?: never;
        /** Discards your draft of the job, with the history of its runs. */
        delete: operations["DraftsController_discard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/draft/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows what committing your draft would change, and the run times before and after. */
        get: operations["DraftsController_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the saved edits of the job, newest first; the last 100 are kept. */
        get: operations["VersionsController_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the job as a saved edit left it. */
        get: operations["VersionsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/versions/{version}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows what an edit changed, or what differs from any other version. */
        get: operations["VersionsController_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/versions/{version}/_restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Brings an earlier content back, as a new version. Owner and shares stay as they are. */
        post: operations["VersionsController_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/_copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a disabled job of your own from this one. Needs permission.jobs.create too. */
        post: operations["JobCopyController_copy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the steps that follow the job's driver, in order. */
        get: operations["JobActionsController_list"];
        put?: never;
        /** Adds a step: a driver with data of its own, and when it runs. */
        post: operations["JobActionsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/actions/{actionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one step. */
        get: operations["JobActionsController_get"];
        /** Changes a step: only what is given is changed; `index` moves it. */
        put: operations["JobActionsController_change"];
        post?: never;
        /** Removes a step with its attachments. */
        delete: operations["JobActionsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/actions/{actionId}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what an action sends along. */
        get: operations["AttachmentsController_list"];
        put?: never;
        /** Adds rows of a dataset, or a file whose contents are uploaded next. */
        post: operations["AttachmentsController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/actions/{actionId}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one attachment. */
        get: operations["AttachmentsController_get"];
        /** Renames an attachment, or takes another dataset or format. */
        put: operations["AttachmentsController_change"];
        post?: never;
        /** Removes an attachment. */
        delete: operations["AttachmentsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/actions/{actionId}/attachments/{attachmentId}/action-attachment-file-contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads an uploaded file. */
        get: operations["AttachmentContentsController_download"];
        /** Uploads a file as it is, in the place of the one before; its Content-Type is kept. */
        put: operations["AttachmentContentsController_upload"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/favorite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells whether the job is one of your favorites. */
        get: operations["FavoritesController_get"];
        /** Makes the job one of your favorites. */
        put: operations["FavoritesController_add"];
        post?: never;
        /** Takes the job out of your favorites. */
        delete: operations["FavoritesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the tags that you made and those on jobs that you can read, in name order. */
        get: operations["TagsController_list"];
        put?: never;
        /** Makes a tag; 200 with the one there is when the name is taken. Needs the permission permission.jobs.create. */
        post: operations["TagsController_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags/{tagId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one tag. */
        get: operations["TagsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the tags of a job. */
        get: operations["JobTagsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/tags/{tagId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one tag of a job. */
        get: operations["JobTagsController_get"];
        /** Puts a tag on a job. */
        put: operations["JobTagsController_put"];
        post?: never;
        /** Takes a tag off a job. */
        delete: operations["JobTagsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists who changed what in a job, newest first. */
        get: operations["AuditTrailController_ofJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/datasets/{id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists who changed what in a dataset, newest first. */
        get: operations["AuditTrailController_ofDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists all changes, also of things that are deleted, newest first. */
        get: operations["AuditTrailController_all"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/_pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses a job: it can be run by hand, and what falls due is recorded as skipped, reason `paused`. */
        post: operations["JobPauseController_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/_resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the pause of a job, whoever or whatever paused it. */
        post: operations["JobPauseController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operations/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells whether the scheduler is paused, since when, by whom and why. */
        get: operations["SchedulerPauseController_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operations/_pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pauses everything: nothing starts on any node until it is resumed. What runs goes on. */
        post: operations["SchedulerPauseController_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operations/_resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the pause. What fell due meanwhile is dealt with by the catch-up policy of each job. */
        post: operations["SchedulerPauseController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The project with its workflows and jobs as YAML, without ids, members, times and secrets. For its editors. */
        get: operations["ProjectFilesController_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/_import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a project what its file says, all of it or nothing, and answers what that changed. Any Content-Type. For its
         *     admins; a new one needs the permission permission.projects.create.
         */
        post: operations["ProjectFilesController_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists your projects. */
        get: operations["ProjectsViewController_projects"];
        put?: never;
        /** Makes a project; you become its owner. Needs the permission permission.projects.create. */
        post: operations["ProjectsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a project. */
        get: operations["ProjectsViewController_project"];
        /** Changes a project. For its admins; `scheduledDeletion` for its owner. */
        put: operations["ProjectsController_update"];
        post?: never;
        /** Deletes a project with its workflows. Its jobs stay with their owners, disabled. For its owner. */
        delete: operations["ProjectsController_delete"];
        options?: never;
        head?: never;
        /** The same as PUT. */
        patch: operations["ProjectsController_patch"];
        trace?: never;
    };
    "/api/projects/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists who is in a project, for its members. */
        get: operations["MembersController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{id}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one member and its role. */
        get: operations["MembersController_get"];
        /** Puts a user into a project, or changes the role there. For admins; `owner` hands it over and is for the owner. */
        put: operations["MembersController_put"];
        post?: never;
        /** Takes a user out of a project; everybody but the owner may leave. For admins. */
        delete: operations["MembersController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists workflows of one project (`project_id`), or of all your projects. */
        get: operations["ProjectsViewController_workflows"];
        put?: never;
        /** Makes a workflow in a project. For editors of the project. */
        post: operations["WorkflowsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/workflows/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a workflow. */
        get: operations["ProjectsViewController_workflow"];
        /** Changes a workflow. For editors of the project. */
        put: operations["WorkflowsController_update"];
        post?: never;
        /** Deletes a workflow. Its jobs stay with their owners, disabled. For admins of the project. */
        delete: operations["WorkflowsController_delete"];
        options?: never;
        head?: never;
        /** The same as PUT. */
        patch: operations["WorkflowsController_patch"];
        trace?: never;
    };
    "/api/jobs/{id}/_backfill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Runs the occurrences of a past period: each is queued, and comes after what the job has to do anyway. */
        post: operations["BackfillController_backfill"];
        /** Cancels backfill runs that wait; those under way go on. */
        delete: operations["BackfillController_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what became of the job's due instants and runs, newest first. */
        get: operations["HistoryController_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/history/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows one run. */
        get: operations["HistoryController_record"];
        put?: never;
        post?: never;
        /** Deletes a record; a run under way is refused. */
        delete: operations["HistoryController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/history/{runId}/_cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels a run on whichever node runs it. */
        post: operations["HistoryController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/history/{runId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Streams the steps of a run as they happen (`event: progress`), then its record (`event: end`). A step comes once when
         *     it begins and again, with the same `step`, when it has its result. Of a run too short to be followed there is only the end.
         */
        get: operations["RunEventsController_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/history/{runId}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a page of the run's log; with `follow=true`, streams the lines as they come. */
        get: operations["RunEventsController_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists runs across all jobs that you can see, newest first; without `from`, those of the last 24 hours. */
        get: operations["AllRunsController_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows how the job has fared: counts, success rate, durations, the last 50 runs; of the last 30 days unless told otherwise. */
        get: operations["JobStatsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the job's due instants in one line of time, oldest first: what became of each, what runs or waits, what comes. */
        get: operations["OccurrencesController_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{id}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the jobs of a project. */
        get: operations["JobsViewController_indexOfProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{id}/jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows a job of a project. */
        get: operations["JobsViewController_showInProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells degraded (200) from dead (503), and what was looked at. For people and alerts; balancers ask /health/ready. */
        get: operations["HealthController_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells that the process runs. */
        get: operations["HealthController_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells that the database answers and every migration is in. */
        get: operations["HealthController_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics of this node in the text format of Prometheus; for METRICS_TOKEN, or without one for programs on this machine. */
        get: operations["MetricsController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operations/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists the nodes that run jobs: which live, what they serve, how many runs they hold. For superusers. */
        get: operations["NodesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operations/load": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Forecasts how many runs start and go on, from all enabled schedules and measured durations, and where there is room. */
        get: operations["LoadController_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operations/zone-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists jobs whose next run moved because the rules of their zone changed, newest first. */
        get: operations["ZoneChangesController_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        LoginDto: {
            /** @example admin */
            username: string;
            /** @example correct horse battery staple */
            password: string;
        };
        OwnTeamDto: {
            /** @example team:analytics */
            id: string;
            /** @example Analytics */
            name: string;
            /** @enum {string} */
            role: "member" | "memberPlus" | "publisher" | "admin";
        };
        MeDto: {
            /** @example alice */
            id: string;
            /**
             * @description The same as `id`.
             * @example alice
             */
            userId: string;
            /** @example Alice Example */
            name: string;
            /** @example alice@example.com */
            email: string | null;
            /** @example Europe/Berlin */
            timezone: string | null;
            /** @description Sees and may do everything. */
            superuser: boolean;
            /**
             * @example [
             *       "permission.jobs.create"
             *     ]
             */
            permissions: string[];
            teams: components["schemas"]["OwnTeamDto"][];
        };
        LoginResultDto: {
            /** @description Send it as `Authorization: Bearer <accessToken>`. */
            accessToken: string;
            /** @enum {string} */
            tokenType: "Bearer";
            /**
             * @description Seconds.
             * @example 43200
             */
            expiresIn: number;
            user: components["schemas"]["MeDto"];
        };
        ProblemDto: {
            /**
             * @description HTTP status.
             * @example 422
             */
            statusCode: number;
            /**
             * @description The status in words.
             * @example Unprocessable Entity
             */
            error: string;
            /**
             * @description What failed, with which value, and what to do.
             * @example hour field "25" is out of range 0-23 in "0 25 * * *"
             */
            message: string;
            /**
             * @description Stable code for programs.
             * @example INVALID_INTERVAL
             */
            errorCode: string;
            /** @description Every single problem with its path, or other particulars. */
            details?: Record<string, never>[] | Record<string, never>;
        };
        ChangePasswordDto: {
            currentPassword: string;
            newPassword: string;
        };
        AccessTokenDto: {
            /** Format: uuid */
            id: string;
            /** @example nightly export */
            name: string;
            /** @enum {string|null} */
            representation: "hal" | "jsonapi" | null;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        AccessTokenPageDto: {
            /** @description `self` (templated), `first`, `prev`, `next`, `last`. */
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            start: number;
            /** @description How many are on this page. */
            count: number;
            /** @description How many there are. */
            total: number;
            _embedded: {
                "inf:token": components["schemas"]["AccessTokenDto"][];
            } & {
                [key: string]: unknown[];
            };
        };
        CreateAccessTokenDto: {
            /**
             * @description What it is for.
             * @example nightly export
             */
            name: string;
            /**
             * Format: date-time
             * @description When it ends, with offset or `Z`. Not given: it ends when it is revoked.
             * @example 2027-12-31T23:59:59Z
             */
            expiresAt?: string | null;
            /**
             * @description What this token's holder gets where a route has two representations. Not given: the installation's default.
             * @enum {string|null}
             */
            representation?: "hal" | "jsonapi" | null;
        };
        CreatedAccessTokenDto: {
            /** Format: uuid */
            id: string;
            /** @example nightly export */
            name: string;
            /** @enum {string|null} */
            representation: "hal" | "jsonapi" | null;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * @description The token itself. Keep it: it can't be shown again.
             * @example pnc_3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
             */
            token: string;
        };
        UserDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** @example alice */
            id: string;
            /** @example Alice Example */
            name: string;
            email: string | null;
            timezone: string | null;
            /**
             * @description `local`, or the issuer whose tokens speak for this user.
             * @example local
             */
            issuer: string;
            /** @description Given by a superuser, or claimed by the user's last token. */
            superuser: boolean;
            /** @description Given by a superuser, or claimed by the user's last token. */
            permissions: string[];
            disabled: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        UserPageDto: {
            /** @description `self` (templated), `first`, `prev`, `next`, `last`. */
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            start: number;
            /** @description How many are on this page. */
            count: number;
            /** @description How many there are. */
            total: number;
            _embedded: {
                "inf:user": components["schemas"]["UserDto"][];
            } & {
                [key: string]: unknown[];
            };
        };
        CreateUserDto: {
            /**
             * @description Display name.
             * @example Alice Example
             */
            name?: string;
            /**
             * Format: email
             * @example alice@example.com
             */
            email?: string | null;
            /**
             * @description IANA name.
             * @example Europe/Berlin
             */
            timezone?: string | null;
            /** @description Sees and may do everything. */
            superuser?: boolean;
            /**
             * @example [
             *       "permission.jobs.create",
             *       "permission.datasets.create"
             *     ]
             */
            permissions?: string[];
            /** @description Ends all tokens that the user got before. */
            password?: string;
            /** @description A disabled user can't log in; its tokens end for good and its jobs don't run. */
            disabled?: boolean;
            /**
             * @description User name; it never changes. Users and teams share one namespace.
             * @example alice
             */
            id: string;
        };
        UpdateUserDto: {
            /**
             * @description Display name.
             * @example Alice Example
             */
            name?: string;
            /**
             * Format: email
             * @example alice@example.com
             */
            email?: string | null;
            /**
             * @description IANA name.
             * @example Europe/Berlin
             */
            timezone?: string | null;
            /** @description Sees and may do everything. */
            superuser?: boolean;
            /**
             * @example [
             *       "permission.jobs.create",
             *       "permission.datasets.create"
             *     ]
             */
            permissions?: string[];
            /** @description Ends all tokens that the user got before. */
            password?: string;
            /** @description A disabled user can't log in; its tokens end for good and its jobs don't run. */
            disabled?: boolean;
        };
        TeamDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** @example team:analytics */
            id: string;
            /** @example Analytics */
            name: string;
            description: string | null;
            /**
             * @description The caller's own role; null for those who are not in the team.
             * @enum {string|null}
             */
            role: "member" | "memberPlus" | "publisher" | "admin" | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TeamPageDto: {
            /** @description `self` (templated), `first`, `prev`, `next`, `last`. */
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            start: number;
            /** @description How many are on this page. */
            count: number;
            /** @description How many there are. */
            total: number;
            _embedded: {
                "inf:team": components["schemas"]["TeamDto"][];
            } & {
                [key: string]: unknown[];
            };
        };
        CreateTeamDto: {
            /**
             * @description Display name.
             * @example Analytics
             */
            name?: string;
            description?: string | null;
            /**
             * @description `analytics` or `team:analytics`; it never changes. Not given: made of the name.
             * @example analytics
             */
            id?: string;
        };
        UpdateTeamDto: {
            /**
             * @description Display name.
             * @example Analytics
             */
            name?: string;
            description?: string | null;
        };
        TeamMemberDto: {
            /** @example alice */
            userId: string;
            /** @example Alice Example */
            name: string;
            /** @enum {string} */
            role: "member" | "memberPlus" | "publisher" | "admin";
            /**
             * @description `token`: the user's last token said so, and the next one may say otherwise. `local`: somebody put it here.
             * @enum {string}
             */
            source: "local" | "token";
        };
        TeamMemberPageDto: {
            /** @description `self` (templated), `first`, `prev`, `next`, `last`. */
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            start: number;
            /** @description How many are on this page. */
            count: number;
            /** @description How many there are. */
            total: number;
            _embedded: {
                "inf:team-member": components["schemas"]["TeamMemberDto"][];
            } & {
                [key: string]: unknown[];
            };
        };
        PutTeamMemberDto: {
            /** @enum {string} */
            role: "member" | "memberPlus" | "publisher" | "admin";
        };
        ShareDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** @description 1 VIEW, 2 RUN, 3 EDIT, 4 SHARE; 0 when it was removed. */
            accessLevel: number;
            /** @description Canonical id: `bob`, `team:marketing`. */
            principalId: string;
            /** @description Display name. */
            principalName: string;
        };
        SharePageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:share": components["schemas"]["ShareDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        PutShareDto: {
            /**
             * @description 1 VIEW, 2 RUN, 3 EDIT, 4 SHARE; 0 removes the share.
             * @example 2
             */
            accessLevel: number;
        };
        AccessSourceDto: {
            /**
             * @description The principal through which it reaches: the user itself, a team, or a project (`project:<id>`).
             * @example team:analytics
             */
            through: string;
            /** @description Role in that team or project, where it matters. */
            role: string | null;
            accessLevel: number;
            /** @description `superuser`, `owner`, `teamRole` (the owning team's), `share`, or `projectRole` (of the job's workflow). */
            kind: string;
        };
        AccessExplanationDto: {
            accessLevel: number;
            /** @description Every way in which the level is reached. */
            sources: components["schemas"]["AccessSourceDto"][];
            /**
             * @description What that allows.
             * @example {
             *       "job:read": true
             *     }
             */
            permissions: {
                [key: string]: boolean;
            };
            principalId: string;
            /** @description NONE, VIEW, RUN, EDIT, SHARE or OWNER: the highest of the sources. */
            level: string;
        };
        JobDriverLinkDto: {
            /** @example /api/job-drivers/email */
            href: string;
        };
        JobDriverLinksDto: {
            self: components["schemas"]["JobDriverLinkDto"];
        };
        JobDriverDto: {
            /**
             * @description What jobs name in `type`.
             * @example email
             */
            type: string;
            /** @example E-mail */
            title: string;
            description: string | null;
            /** @description JSON Schema of `data`. `required` is what a run needs; a job may be saved without. Secrets are `writeOnly`. */
            dataSchema: {
                [key: string]: unknown;
            };
            /** @description Whether a job of this type needs the permission `permission.drivers.<type>`. */
            restricted: boolean;
            _links: components["schemas"]["JobDriverLinksDto"];
        };
        JobDriversEmbeddedDto: {
            "inf:job-driver": components["schemas"]["JobDriverDto"][];
        };
        JobDriverPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            start: number;
            count: number;
            total: number;
            _embedded: components["schemas"]["JobDriversEmbeddedDto"];
        };
        DatasetPermissionsDto: {
            read: boolean;
            edit: boolean;
            share: boolean;
            delete: boolean;
        };
        DatasetSummaryDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /**
             * @description The slug: what URLs and jobs call it.
             * @example sales-2024
             */
            id: string;
            /**
             * @description `<ownerId>:<id>`, unique everywhere.
             * @example alice:sales-2024
             */
            naturalId: string;
            description: string | null;
            /**
             * @description inline, http or sql.
             * @enum {string}
             */
            sourceKind: "inline" | "http" | "sql";
            /** @description Null: never loaded. */
            rowCount: number | null;
            /** Format: date-time */
            loadedAt: string | null;
            /** @description Counts people's edits. */
            version: number;
            uuid: string;
            name: string;
            ownerId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            permissions: components["schemas"]["DatasetPermissionsDto"];
        };
        DatasetPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:dataset": components["schemas"]["DatasetSummaryDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
            /** @description False when total is an estimate. */
            totalExact?: boolean;
        };
        InlineSourceDto: {
            /** @enum {string} */
            kind: "inline";
            /** @description The rows, objects of column and value; left out in a PUT, the rows stay. */
            rows?: {
                [key: string]: unknown;
            }[];
        };
        HttpSourceDto: {
            /** @enum {string} */
            kind: "http";
            /**
             * @description http or https, without user and password (put those into a header).
             * @example https://example.com/sales-2024.csv
             */
            url: string;
            /** @enum {string} */
            format: "json" | "csv";
            /**
             * @description Sent with the request; stored encrypted and shown as `•••`. A mask sent back keeps the stored value.
             * @example {
             *       "authorization": "Bearer …"
             *     }
             */
            headers?: {
                [key: string]: string;
            } | null;
            /** @description Where the array of rows is in a JSON document, such as `data.items`; left out: the document is the array. */
            path?: string | null;
        };
        SqlSourceDto: {
            /** @enum {string} */
            kind: "sql";
            /**
             * @description Needs the permission `permission.connections.<name>`.
             * @example warehouse
             */
            connection: string;
            /**
             * @description One SELECT; its column names must differ.
             * @example SELECT region, sum(amount) AS amount FROM sales GROUP BY region
             */
            query: string;
        };
        DatasetSourceDto: {
            /** @enum {string} */
            kind: "inline" | "http" | "sql";
        };
        CreateDatasetDto: {
            /**
             * @description What it is called in URLs and in jobs; unique per owner. Left out: made from the name.
             * @example sales-2024
             */
            id?: string;
            /** @example Sales 2024 */
            name: string;
            source: components["schemas"]["DatasetSourceDto"] & (components["schemas"]["InlineSourceDto"] | components["schemas"]["HttpSourceDto"] | components["schemas"]["SqlSourceDto"]);
            /**
             * @description The caller, or a team in which the caller is memberPlus or more. Left out: the caller.
             * @example team:analytics
             */
            ownerId?: string;
            description?: string | null;
        };
        DatasetErrorDto: {
            code: string;
            message: string;
            /** @description ISO 8601. */
            at: string;
        };
        DatasetDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /**
             * @description The slug: what URLs and jobs call it.
             * @example sales-2024
             */
            id: string;
            /**
             * @description `<ownerId>:<id>`, unique everywhere.
             * @example alice:sales-2024
             */
            naturalId: string;
            description: string | null;
            /**
             * @description inline, http or sql.
             * @enum {string}
             */
            sourceKind: "inline" | "http" | "sql";
            /** @description Null: never loaded. */
            rowCount: number | null;
            /** Format: date-time */
            loadedAt: string | null;
            /** @description Counts people's edits. */
            version: number;
            /** @description In full for those who may edit it, with header values masked; others see its kind. */
            source: components["schemas"]["DatasetSourceDto"] | components["schemas"]["InlineSourceDto"] | components["schemas"]["HttpSourceDto"] | components["schemas"]["SqlSourceDto"];
            /** @description Column names in order of first appearance; null: never loaded. */
            columns: string[] | null;
            /** @description For those who may edit it; null when the last refresh succeeded. */
            lastError?: components["schemas"]["DatasetErrorDto"] | null;
            uuid: string;
            name: string;
            ownerId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            permissions: components["schemas"]["DatasetPermissionsDto"];
        };
        UpdateDatasetDto: {
            /**
             * @description The id stays as it is.
             * @example Sales 2024
             */
            name?: string;
            source?: components["schemas"]["DatasetSourceDto"] & (components["schemas"]["InlineSourceDto"] | components["schemas"]["HttpSourceDto"] | components["schemas"]["SqlSourceDto"]);
            /** @description Null clears it. */
            description?: string | null;
        };
        SnapshotPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:snapshot": components["schemas"]["SnapshotDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        SnapshotDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /**
             * Format: uuid
             * @description The job and run that it was taken around; null: taken by hand.
             */
            jobId: string | null;
            /** Format: uuid */
            runId: string | null;
            rowCount: number;
            id: string;
            /** @description UUID of the dataset. */
            datasetId: string;
            /** Format: date-time */
            takenAt: string;
            columns: string[];
        };
        DatasetDataDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            rows: {
                [key: string]: unknown;
            }[];
            start: number;
            count: number;
            total: number;
            columns: string[];
        };
        LinkDto: {
            /** @example /api/jobs/550e8400-e29b-41d4-a716-446655440000 */
            href: string;
            /** @description True when `href` is a URI template. */
            templated?: boolean;
        };
        JobListItemDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /**
             * Format: uuid
             * @description UUID.
             */
            id: string;
            /** @description Second half of the natural id `<ownerId>:<slug>`; null for drafts. */
            slug: string | null;
            description: string | null;
            /** @example 0 9 * * * */
            interval: string | null;
            /** @enum {string|null} */
            intervalType: "cron" | "simple" | "once" | null;
            /**
             * Format: date-time
             * @description The next occurrence; null when disabled, without interval, or past its end.
             */
            nextRunAt: string | null;
            /** Format: date-time */
            startOn: string | null;
            /** Format: date-time */
            endOn: string | null;
            /** Format: date-time */
            lockedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description Driver type. */
            type: string;
            name: string;
            /** @description Canonical principal id: `alice`, `team:analytics`. */
            ownerId: string;
            timezone: string;
            enabled: boolean;
        };
        JobPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:job": components["schemas"]["JobListItemDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            /** @description Exact up to 10,000; above, an estimate with `totalExact: false`. */
            total: number;
            totalExact?: boolean;
        };
        ShareEntryDto: {
            /** @description 1 VIEW, 2 RUN, 3 EDIT, 4 SHARE. */
            accessLevel: number;
            principalId: string;
        };
        JobFlatPermissionsDto: {
            edit: boolean;
            write: boolean;
            delete: boolean;
            share: boolean;
        };
        JobFlatDto: {
            /** Format: uuid */
            id: string;
            /** @description Ids of its tags. */
            tags: string[];
            /** @description All shares for those who may see them; others see the ones that reach themselves. */
            sharing: components["schemas"]["ShareEntryDto"][];
            name: string;
            type: string;
            enabled: boolean;
            ownerId: string;
            ownerName: string;
            naturalId: string;
            permissions: components["schemas"]["JobFlatPermissionsDto"];
        };
        BlackoutDto: {
            /**
             * @description One whole day.
             * @example 2026-12-25
             */
            date?: string;
            /**
             * @description First day of a span.
             * @example 2026-12-24
             */
            from?: string;
            /**
             * @description Last day of the span.
             * @example 2027-01-02
             */
            to?: string;
            /**
             * @description Days on which the window starts; all when left out.
             * @example [
             *       "sat",
             *       "sun"
             *     ]
             */
            days?: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
            /**
             * @description The window's first minute, local time.
             * @example 22:00
             */
            start?: string;
            /**
             * @description Its end, no longer part of it; `24:00` is midnight.
             * @example 06:00
             */
            end?: string;
            /**
             * @description For people: why.
             * @example Christmas
             */
            note?: string;
        };
        CreateJobDto: {
            /**
             * @description How far back a missed occurrence is still caught up, in milliseconds (default 24 h).
             * @default 86400000
             */
            catchUpWindowMs?: number;
            /**
             * @description How many missed occurrences are caught up, and recorded one by one, at most.
             * @default 100
             */
            catchUpLimit?: number;
            /**
             * @description Attempts per occurrence, the first included.
             * @default 1
             */
            maxAttempts?: number;
            /**
             * @description Delay before the second attempt, in milliseconds; doubles with each further one, with jitter.
             * @default 30000
             */
            retryDelayMs?: number;
            /**
             * @description Whether an occurrence whose node died runs again (at-least-once); false: at-most-once.
             * @default true
             */
            retryLost?: boolean;
            /**
             * @description How many times at most one occurrence runs again because its node died.
             * @default 3
             */
            maxLost?: number;
            /** @description A run is aborted after so many milliseconds, at most 2147483647 (24 days); null: never (default). */
            timeoutMs?: number | null;
            /**
             * @description Spreads starts: each begins up to so many milliseconds after its instant, never past the next one. How long is fixed
             *     for the job, so its starts keep their distance. 0 (default): at the instant.
             * @default 0
             * @example 60000
             */
            jitterMs?: number;
            /**
             * @description The job is paused, with a reason, when so many occurrences in a row have failed; null: never (default).
             * @example 5
             */
            pauseAfterFailures?: number | null;
            /**
             * @description `onOverdue` actions run when an occurrence has not started so many milliseconds after it should have; null: never.
             * @default 300000
             */
            overdueAfterMs?: number | null;
            /** @default 0 */
            priority?: number;
            /**
             * @description The worker pool whose nodes may run it.
             * @default default
             */
            queue?: string;
            /**
             * @description Jobs of one owner with the same key run at most `concurrencyLimit` at once, on all nodes together; others wait.
             * @example warehouse
             */
            concurrencyKey?: string | null;
            /**
             * @description How many runs with the same `concurrencyKey` may be under way when one of this job starts, itself included.
             * @default 1
             */
            concurrencyLimit?: number;
            /**
             * @description Days and windows in the job's zone in which it does not run by itself; what falls due then is `skipped`, reason `blackout`.
             * @example [
             *       {
             *         "from": "2026-12-24",
             *         "to": "2026-12-26"
             *       }
             *     ]
             */
            blackouts?: components["schemas"]["BlackoutDto"][];
            /** @description How many occurrences the history keeps; null (default): as long as the installation keeps any. */
            keepRuns?: number | null;
            /**
             * @description Cron expression (`0 9 * * *`) or simple interval (`30 minutes`, `PT1H30M`); null: runs only by hand.
             * @example 0 9 * * *
             */
            interval?: string | null;
            /**
             * @description How `interval` is read; inferred from it when left out. `once` runs at `startOn`.
             * @enum {string|null}
             */
            intervalType?: "cron" | "simple" | "once" | null;
            /**
             * @description First instant at which it may run: ISO 8601; a date without time is read in `timezone`.
             * @example 2026-01-01
             */
            startOn?: string | null;
            /** @description Last instant at which it may run; a date without time means the end of that day in `timezone`. */
            endOn?: string | null;
            /** @description What the driver is told; see the driver's `dataSchema`. Replaces the former data. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description IANA time zone in which the schedule is evaluated.
             * @example America/Los_Angeles
             */
            timezone?: string;
            /**
             * Format: uuid
             * @description The workflow that it belongs to; null: none. A change needs OWNER on the job and editor on the project.
             */
            workflowId?: string | null;
            /** @description Superusers only: a date locks the job (nothing starts), null unlocks it by force. */
            lockedAt?: string | null;
            /**
             * @description Name for people; the slug is made from it.
             * @example Daily Sales Report
             */
            name: string;
            /**
             * @description Driver type; `GET /api/job-drivers` lists them.
             * @example email
             */
            type: string;
            /**
             * @description Dataset links by alias: a dataset id, or `{datasetId, snapshots}`.
             * @example {
             *       "sales": {
             *         "datasetId": "sales-2024",
             *         "snapshots": {
             *           "when": "before",
             *           "snapshotDatasets": [
             *             "sales-2024"
             *           ]
             *         }
             *       }
             *     }
             */
            datasets?: {
                [key: string]: unknown;
            };
            /** @description Owner: the caller (default), or a team in which the caller is at least memberPlus. */
            ownerId?: string;
            /** @description What the job is for. */
            description?: string | null;
            /** @description Notes for those who look after it. */
            notes?: string | null;
            /** @description Whether it runs on its schedule. Disabled jobs can be run by hand. */
            enabled?: boolean;
            /**
             * @description Due while a run of the job is running: `skip` it (default), let one `queue`, `cancel` the running one, or `allow` both.
             * @enum {string}
             */
            overlap?: "skip" | "queue" | "cancel" | "allow";
            /**
             * @description Occurrences missed by a downtime: run the `last` (default), `all` of them one after another, or `none`.
             * @enum {string}
             */
            catchUp?: "last" | "all" | "none";
        };
        JobPermissionsDto: {
            read: boolean;
            edit: boolean;
            delete: boolean;
            run: boolean;
        };
        SnapshotDatasetDto: {
            datasetId: string;
        };
        SnapshotsDto: {
            /** @enum {string} */
            when: "before" | "after";
            snapshotDatasets: components["schemas"]["SnapshotDatasetDto"][];
        };
        JobDatasetDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: uuid */
            jobId: string;
            /** @description Position among the job's datasets. */
            index: number;
            snapshots: components["schemas"]["SnapshotsDto"] | null;
            alias: string;
            /** @description The dataset's id (its slug). */
            datasetId: string;
        };
        JobDriverSummaryDto: {
            description: string | null;
            type: string;
            title: string;
        };
        JobEmbeddedDto: {
            "inf:job-datasets": components["schemas"]["JobDatasetDto"][];
            "inf:job-actions": components["schemas"]["JobActionDto"][];
            /** @description null when this installation has no driver of the job's type. */
            "inf:job-driver": components["schemas"]["JobDriverSummaryDto"] | null;
        };
        JobDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /**
             * Format: uuid
             * @description UUID.
             */
            id: string;
            /** @description Second half of the natural id `<ownerId>:<slug>`; null for drafts. */
            slug: string | null;
            description: string | null;
            /** @example 0 9 * * * */
            interval: string | null;
            /** @enum {string|null} */
            intervalType: "cron" | "simple" | "once" | null;
            /**
             * Format: date-time
             * @description The next occurrence; null when disabled, without interval, or past its end.
             */
            nextRunAt: string | null;
            /** Format: date-time */
            startOn: string | null;
            /** Format: date-time */
            endOn: string | null;
            /** Format: date-time */
            lockedAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description `<ownerId>:<slug>`. */
            naturalId: string | null;
            /**
             * Format: date-time
             * @description Last sign of life of the node that runs it now.
             */
            heartbeat: string | null;
            /** @description What the driver is told; `{}` without edit access; secrets are shown as •••. */
            data: {
                [key: string]: unknown;
            };
            notes: string | null;
            source: string | null;
            sourceId: string | null;
            /** @description The job that this draft edits. */
            editingId: string | null;
            /**
             * Format: uuid
             * @description The workflow that it belongs to.
             */
            workflowId: string | null;
            /** @description Counts people's edits; also the ETag. */
            version: number;
            /** Format: date-time */
            lastRunAt: string | null;
            /** @description How its last run ended. */
            lastStatus: string | null;
            /**
             * Format: date-time
             * @description Since when it does not run by itself; null: it does.
             */
            pausedAt: string | null;
            /** @example Paused after 3 failure(s) in a row: see the history, then resume the job. */
            pauseReason: string | null;
            catchUpWindowMs: number;
            catchUpLimit: number;
            maxAttempts: number;
            retryDelayMs: number;
            maxLost: number;
            timeoutMs: number | null;
            jitterMs: number;
            pauseAfterFailures: number | null;
            overdueAfterMs: number | null;
            priority: number;
            concurrencyKey: string | null;
            concurrencyLimit: number;
            blackouts: components["schemas"]["BlackoutDto"][];
            keepRuns: number | null;
            /** @description What keeps it from starting; on creation and change also what is missing for a run to succeed. */
            warnings?: string[];
            ownerName: string;
            /** @enum {string} */
            overlap: "allow" | "queue" | "skip" | "cancel";
            /** @enum {string} */
            catchUp: "none" | "last" | "all";
            retryLost: boolean;
            queue: string;
            permissions: components["schemas"]["JobPermissionsDto"];
            _embedded: components["schemas"]["JobEmbeddedDto"];
            /** @description Driver type. */
            type: string;
            name: string;
            /** @description Canonical principal id: `alice`, `team:analytics`. */
            ownerId: string;
            timezone: string;
            enabled: boolean;
        };
        UpdateJobDto: {
            /**
             * @description How far back a missed occurrence is still caught up, in milliseconds (default 24 h).
             * @default 86400000
             */
            catchUpWindowMs?: number;
            /**
             * @description How many missed occurrences are caught up, and recorded one by one, at most.
             * @default 100
             */
            catchUpLimit?: number;
            /**
             * @description Attempts per occurrence, the first included.
             * @default 1
             */
            maxAttempts?: number;
            /**
             * @description Delay before the second attempt, in milliseconds; doubles with each further one, with jitter.
             * @default 30000
             */
            retryDelayMs?: number;
            /**
             * @description Whether an occurrence whose node died runs again (at-least-once); false: at-most-once.
             * @default true
             */
            retryLost?: boolean;
            /**
             * @description How many times at most one occurrence runs again because its node died.
             * @default 3
             */
            maxLost?: number;
            /** @description A run is aborted after so many milliseconds, at most 2147483647 (24 days); null: never (default). */
            timeoutMs?: number | null;
            /**
             * @description Spreads starts: each begins up to so many milliseconds after its instant, never past the next one. How long is fixed
             *     for the job, so its starts keep their distance. 0 (default): at the instant.
             * @default 0
             * @example 60000
             */
            jitterMs?: number;
            /**
             * @description The job is paused, with a reason, when so many occurrences in a row have failed; null: never (default).
             * @example 5
             */
            pauseAfterFailures?: number | null;
            /**
             * @description `onOverdue` actions run when an occurrence has not started so many milliseconds after it should have; null: never.
             * @default 300000
             */
            overdueAfterMs?: number | null;
            /** @default 0 */
            priority?: number;
            /**
             * @description The worker pool whose nodes may run it.
             * @default default
             */
            queue?: string;
            /**
             * @description Jobs of one owner with the same key run at most `concurrencyLimit` at once, on all nodes together; others wait.
             * @example warehouse
             */
            concurrencyKey?: string | null;
            /**
             * @description How many runs with the same `concurrencyKey` may be under way when one of this job starts, itself included.
             * @default 1
             */
            concurrencyLimit?: number;
            /**
             * @description Days and windows in the job's zone in which it does not run by itself; what falls due then is `skipped`, reason `blackout`.
             * @example [
             *       {
             *         "from": "2026-12-24",
             *         "to": "2026-12-26"
             *       }
             *     ]
             */
            blackouts?: components["schemas"]["BlackoutDto"][];
            /** @description How many occurrences the history keeps; null (default): as long as the installation keeps any. */
            keepRuns?: number | null;
            /**
             * @description Cron expression (`0 9 * * *`) or simple interval (`30 minutes`, `PT1H30M`); null: runs only by hand.
             * @example 0 9 * * *
             */
            interval?: string | null;
            /**
             * @description How `interval` is read; inferred from it when left out. `once` runs at `startOn`.
             * @enum {string|null}
             */
            intervalType?: "cron" | "simple" | "once" | null;
            /**
             * @description First instant at which it may run: ISO 8601; a date without time is read in `timezone`.
             * @example 2026-01-01
             */
            startOn?: string | null;
            /** @description Last instant at which it may run; a date without time means the end of that day in `timezone`. */
            endOn?: string | null;
            /** @description What the driver is told; see the driver's `dataSchema`. Replaces the former data. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description IANA time zone in which the schedule is evaluated.
             * @example America/Los_Angeles
             */
            timezone?: string;
            /**
             * Format: uuid
             * @description The workflow that it belongs to; null: none. A change needs OWNER on the job and editor on the project.
             */
            workflowId?: string | null;
            /** @description Superusers only: a date locks the job (nothing starts), null unlocks it by force. */
            lockedAt?: string | null;
            /**
             * @description Name for people; the slug stays as it is.
             * @example Daily Sales Report
             */
            name?: string;
            /** @description What the job is for. */
            description?: string | null;
            /** @description Notes for those who look after it. */
            notes?: string | null;
            /** @description Whether it runs on its schedule. Disabled jobs can be run by hand. */
            enabled?: boolean;
            /**
             * @description Due while a run of the job is running: `skip` it (default), let one `queue`, `cancel` the running one, or `allow` both.
             * @enum {string}
             */
            overlap?: "skip" | "queue" | "cancel" | "allow";
            /**
             * @description Occurrences missed by a downtime: run the `last` (default), `all` of them one after another, or `none`.
             * @enum {string}
             */
            catchUp?: "last" | "all" | "none";
        };
        JobDatasetPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:dataset": components["schemas"]["JobDatasetDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        SnapshotsInput: {
            /** @description Dataset ids, or `{datasetId}` objects; left out: the linked dataset itself. */
            snapshotDatasets?: (string | Record<string, never>)[];
            /**
             * @description Before or after the driver runs.
             * @enum {string}
             */
            when: "before" | "after";
        };
        PostJobDatasetDto: {
            /** @description Null or left out: nothing is frozen. */
            snapshots?: components["schemas"]["SnapshotsInput"] | null;
            /**
             * @description Name under which the driver reads the dataset: letters, digits, `_` and `-`.
             * @example sales
             */
            alias: string;
            /** @description Id, natural id or UUID of a dataset that the caller can read. */
            datasetId: string;
        };
        PutJobDatasetDto: {
            /** @description Null or left out: nothing is frozen. */
            snapshots?: components["schemas"]["SnapshotsInput"] | null;
            /** @description Id, natural id or UUID of a dataset that the caller can read. */
            datasetId: string;
        };
        JobOwnerDto: {
            /**
             * @description Canonical principal id: `alice`, `team:analytics`.
             * @example team:data-science
             */
            ownerId: string;
        };
        PutJobOwnerDto: {
            /**
             * @description A user or a team; a bare team name is accepted.
             * @example team:data-science
             */
            ownerId: string;
        };
        OccurrenceDto: {
            /**
             * Format: date-time
             * @description The instant, in UTC.
             * @example 2026-03-29T01:00:00.000Z
             */
            at: string;
            /**
             * @description The same instant in the schedule's zone.
             * @example 2026-03-29T03:00:00+02:00
             */
            local: string;
            /** @description What a clock change does to it, in words. */
            note: string | null;
        };
        SchedulePreviewDto: {
            /** @description `At 09:00 on Monday to Friday (America/Los_Angeles)`; null without a schedule. */
            description: string | null;
            occurrences: components["schemas"]["OccurrenceDto"][];
            /** @description What to know before relying on it. */
            warnings: string[];
        };
        SchedulePreviewInput: {
            /**
             * @description Cron expression or simple interval; not needed for `once`.
             * @example 0 9 * * 1-5
             */
            interval?: string | null;
            /**
             * @description Inferred from `interval` when left out.
             * @enum {string}
             */
            intervalType?: "cron" | "simple" | "once";
            /**
             * @description IANA zone; the caller's, else the installation's, when left out.
             * @example America/Los_Angeles
             */
            timezone?: string;
            /**
             * @description How many occurrences to show, at most 1000.
             * @default 10
             */
            count?: number;
            /** @description First instant; a date without time is read in the zone. */
            startOn?: string | null;
            /** @description Last instant; a date without time means the end of that day. */
            endOn?: string | null;
            /** @description Show occurrences after this instant; now when left out. */
            after?: string;
        };
        DraftOccurrencesDto: {
            before: components["schemas"]["OccurrenceDto"][];
            after: components["schemas"]["OccurrenceDto"][];
        };
        ContentSnapshotsDto: {
            /** @enum {string} */
            when: "before" | "after";
            snapshotDatasets: {
                datasetId: string;
            }[];
        };
        ContentLinkDto: {
            snapshots: components["schemas"]["ContentSnapshotsDto"] | null;
            alias: string;
            /** @description The dataset's id (its slug); its UUID when it is gone. */
            datasetId: string;
        };
        LinksDiffDto: {
            added: components["schemas"]["ContentLinkDto"][];
            removed: components["schemas"]["ContentLinkDto"][];
            changed: {
                from: components["schemas"]["ContentLinkDto"];
                to: components["schemas"]["ContentLinkDto"];
            }[];
        };
        ContentAttachmentDto: {
            /** @enum {string} */
            type: "dataset" | "file";
            data: {
                [key: string]: unknown;
            };
            id: string;
            name: string;
        };
        ContentActionDto: {
            data: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            condition: "always" | "onSuccess" | "onFailure" | "onRecovery" | "onOverdue";
            afterFailures: number | null;
            attachments: components["schemas"]["ContentAttachmentDto"][];
            id: string;
            type: string;
            name: string;
            enabled: boolean;
        };
        ActionsDiffDto: {
            added: components["schemas"]["ContentActionDto"][];
            removed: components["schemas"]["ContentActionDto"][];
            /** @description `secrets` names secret fields that were replaced: their values are shown to nobody. */
            changed: {
                from: components["schemas"]["ContentActionDto"];
                to: components["schemas"]["ContentActionDto"];
                secrets?: string[];
            }[];
            /** @description True when those that stay come in another order. */
            reordered?: boolean;
        };
        DraftDiffDto: {
            /**
             * @description Changed fields, policies among them; of `data`, `secrets` names secret fields that were replaced.
             * @example {
             *       "interval": {
             *         "from": "0 9 * * *",
             *         "to": "0 8 * * *"
             *       }
             *     }
             */
            changes: {
                [key: string]: {
                    from?: unknown;
                    to?: unknown;
                    secrets?: string[];
                };
            };
            occurrences: components["schemas"]["DraftOccurrencesDto"];
            /** @description The job was changed since the draft was made: a commit is refused unless forced. */
            isStale: boolean;
            datasets: components["schemas"]["LinksDiffDto"];
            actions: components["schemas"]["ActionsDiffDto"];
        };
        JobVersionHeadDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            version: number;
            /** Format: date-time */
            savedAt: string;
            /** @description User id; null when unknown. */
            savedBy: string | null;
            savedByName: string | null;
        };
        JobVersionPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:job-version": components["schemas"]["JobVersionHeadDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        JobVersionContentDto: {
            description: string | null;
            notes: string | null;
            interval: string | null;
            intervalType: string | null;
            /** Format: date-time */
            startOn: string | null;
            /** Format: date-time */
            endOn: string | null;
            /** @description Secrets are shown as •••. */
            data: {
                [key: string]: unknown;
            };
            /** @description Policies that differed from their defaults. */
            policies: {
                [key: string]: unknown;
            };
            datasets: components["schemas"]["ContentLinkDto"][];
            actions: components["schemas"]["ContentActionDto"][];
            name: string;
            timezone: string;
            enabled: boolean;
            /** @description Who owned it then; restoring does not bring that back. */
            ownerId: string;
        };
        JobVersionDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            version: number;
            /** Format: date-time */
            savedAt: string;
            /** @description User id; null when unknown. */
            savedBy: string | null;
            savedByName: string | null;
            content: components["schemas"]["JobVersionContentDto"];
        };
        VersionDiffDto: {
            /**
             * @description Changed fields, policies among them; of `data`, `secrets` names secret fields that were replaced.
             * @example {
             *       "interval": {
             *         "from": "0 9 * * *",
             *         "to": "0 8 * * *"
             *       }
             *     }
             */
            changes: {
                [key: string]: {
                    from?: unknown;
                    to?: unknown;
                    secrets?: string[];
                };
            };
            /** @description The version that is compared. */
            version: number;
            /** @description What it is compared with; null for the oldest that is kept: nothing to compare with. */
            against: number | null;
            datasets: components["schemas"]["LinksDiffDto"];
            actions: components["schemas"]["ActionsDiffDto"];
        };
        JobActionDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobId: string;
            /** @description `{}` without edit access; secrets are shown as •••. */
            data: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            condition: "always" | "onSuccess" | "onFailure" | "onRecovery" | "onOverdue";
            afterFailures: number | null;
            index: number;
            /** @description What is missing for it to succeed; on creation and change. */
            warnings?: string[];
            /** @description Driver type. */
            type: string;
            name: string;
            enabled: boolean;
        };
        JobActionPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:job-action": components["schemas"]["JobActionDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        PostJobActionDto: {
            /**
             * @description Name for people; left out: the driver's title.
             * @example Tell the team
             */
            name?: string;
            /** @description What the driver is told; replaces what was there. A secret sent back masked keeps its value. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description When it runs: `onRecovery` is a success right after a failure, `onOverdue` that a run has not started in time.
             * @default always
             * @enum {string}
             */
            condition?: "always" | "onSuccess" | "onFailure" | "onRecovery" | "onOverdue";
            /** @description With `onFailure`: only at exactly that many failures in a row. Null: at every failure. */
            afterFailures?: number | null;
            /** @description Position among the job's actions, from 0; the others move. Too large: the end. */
            index?: number;
            /**
             * @description Whether it runs at all.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description Driver type; `GET /api/job-drivers` lists them.
             * @example email
             */
            type: string;
        };
        PutJobActionDto: {
            /**
             * @description Name for people; left out: the driver's title.
             * @example Tell the team
             */
            name?: string;
            /** @description What the driver is told; replaces what was there. A secret sent back masked keeps its value. */
            data?: {
                [key: string]: unknown;
            };
            /**
             * @description When it runs: `onRecovery` is a success right after a failure, `onOverdue` that a run has not started in time.
             * @default always
             * @enum {string}
             */
            condition?: "always" | "onSuccess" | "onFailure" | "onRecovery" | "onOverdue";
            /** @description With `onFailure`: only at exactly that many failures in a row. Null: at every failure. */
            afterFailures?: number | null;
            /** @description Position among the job's actions, from 0; the others move. Too large: the end. */
            index?: number;
            /**
             * @description Whether it runs at all.
             * @default true
             */
            enabled?: boolean;
        };
        AttachmentDto: {
            /** @description `inf:action-attachment-file-contents` once a file was uploaded. */
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobActionId: string;
            /** @enum {string} */
            type: "dataset" | "file";
            /** @description `{dataset, format}`, or `{contentType, bytes}` of an uploaded file; `{}` without edit access. */
            data: {
                [key: string]: unknown;
            };
            name: string;
        };
        AttachmentPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:action-attachment": components["schemas"]["AttachmentDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        PostAttachmentDto: {
            /**
             * @description Name of the file; for a dataset, its alias when left out, and the extension is added.
             * @example terms.pdf
             */
            name?: string;
            /**
             * @description For a dataset: `{dataset: alias, format: csv | json | xlsx}`. A file has none to write: upload its contents.
             * @example {
             *       "dataset": "sales",
             *       "format": "xlsx"
             *     }
             */
            data?: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            type: "dataset" | "file";
        };
        PutAttachmentDto: {
            /**
             * @description Name of the file; for a dataset, its alias when left out, and the extension is added.
             * @example terms.pdf
             */
            name?: string;
            /**
             * @description For a dataset: `{dataset: alias, format: csv | json | xlsx}`. A file has none to write: upload its contents.
             * @example {
             *       "dataset": "sales",
             *       "format": "xlsx"
             *     }
             */
            data?: {
                [key: string]: unknown;
            };
        };
        FavoriteDto: {
            favorited: boolean;
        };
        TagDto: {
            /** @description `self`, and the jobs that bear it (`inf:job`). */
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: uuid */
            id: string;
            name: string;
        };
        TagPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:tag": components["schemas"]["TagDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        CreateTagDto: {
            /**
             * @description Up to 100 characters; outer spaces are dropped, and case makes no difference.
             * @example month-end
             */
            name: string;
        };
        AuditEventDto: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** @description The user; null for what the service did by itself. */
            actorId: string | null;
            /** @description Display name; null when the user is gone. */
            actorName: string | null;
            /**
             * @description `job`, `dataset`, `token`, `user` or `team`.
             * @enum {string}
             */
            subjectKind: "job" | "dataset" | "token" | "user" | "team" | "project" | "workflow" | "scheduler";
            /**
             * @description What happened: `job.updated`, `job.shared`, `teamMember.added`.
             * @example job.updated
             */
            action: string;
            /**
             * @description Changed fields as `{field: {from, to}}`; secrets and passwords only as `{changed: true}`.
             * @example {
             *       "interval": {
             *         "from": "0 8 * * *",
             *         "to": "0 9 * * *"
             *       }
             *     }
             */
            changes: {
                [key: string]: unknown;
            };
            subjectId: string;
        };
        AuditEventPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:audit-event": components["schemas"]["AuditEventDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            /** @description Exact up to 10,000; above, a lower bound with `totalExact: false`. */
            total: number;
            totalExact?: boolean;
        };
        PauseRequestDto: {
            /**
             * @description For people, shown where they look why nothing runs.
             * @example The warehouse moves until Monday.
             */
            reason?: string;
        };
        JobPauseDto: {
            /** Format: date-time */
            pausedAt: string | null;
            reason: string | null;
            paused: boolean;
        };
        SchedulerPauseDto: {
            /** Format: date-time */
            pausedAt: string | null;
            reason: string | null;
            /** @description Who paused it. */
            pausedBy: string | null;
            paused: boolean;
        };
        ImportStepDto: {
            /** @enum {string} */
            action: "create" | "update" | "remove";
            /** @enum {string} */
            kind: "project" | "workflow" | "job";
            /**
             * @description Names from the outside in.
             * @example sales-reports/Nightly/Daily Sales Report
             */
            path: string;
            /**
             * @description Fields as `{from, to}`; of `data`, `secrets` names those that were replaced. `datasets` and `actions` as in a version's diff.
             * @example {
             *       "interval": {
             *         "from": null,
             *         "to": "0 9 * * *"
             *       }
             *     }
             */
            changes: {
                [key: string]: unknown;
            };
        };
        ImportPlanDto: {
            /**
             * Format: uuid
             * @description Null: it would be made.
             */
            projectId: string | null;
            plan: components["schemas"]["ImportStepDto"][];
            dryRun: boolean;
        };
        CreateProjectDto: {
            description?: string | null;
            /** @description How many runs of its jobs may be under way at once, on all nodes together; null: no limit. */
            concurrency?: number | null;
            /**
             * @description A date hides the project from everybody but superusers, and disables its jobs; null brings it back.
             * @example 2027-01-31
             */
            scheduledDeletion?: string | null;
            /**
             * @description Unique in the installation.
             * @example sales-reports
             */
            name: string;
        };
        ProjectDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: uuid */
            id: string;
            description: string | null;
            concurrency: number | null;
            /** Format: date-time */
            scheduledDeletion: string | null;
            /** @description Counts people's edits; also the ETag. */
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            name: string;
        };
        UpdateProjectDto: {
            /**
             * @description Unique in the installation.
             * @example sales-reports
             */
            name?: string;
            description?: string | null;
            /** @description How many runs of its jobs may be under way at once, on all nodes together; null: no limit. */
            concurrency?: number | null;
            /**
             * @description A date hides the project from everybody but superusers, and disables its jobs; null brings it back.
             * @example 2027-01-31
             */
            scheduledDeletion?: string | null;
        };
        MemberDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** @example alice */
            userId: string;
            /** @example Alice Example */
            name: string;
            /** @enum {string} */
            role: "viewer" | "editor" | "admin" | "owner";
        };
        MemberPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:project-member": components["schemas"]["MemberDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        PutMemberDto: {
            /**
             * @description `owner` hands the project over: the present owner becomes admin.
             * @enum {string}
             */
            role: "viewer" | "editor" | "admin" | "owner";
        };
        CreateWorkflowDto: {
            /** @description How many runs of its jobs may be under way at once, on all nodes together; null: no limit. */
            concurrency?: number | null;
            /**
             * @description Unique in its project.
             * @example Nightly reports
             */
            name: string;
            /**
             * Format: uuid
             * @description The project it is made in.
             */
            projectId: string;
        };
        WorkflowDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            projectId: string;
            concurrency: number | null;
            /** @description Counts people's edits; also the ETag. */
            lockVersion: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            name: string;
        };
        UpdateWorkflowDto: {
            /**
             * @description Unique in its project.
             * @example Nightly reports
             */
            name?: string;
            /** @description How many runs of its jobs may be under way at once, on all nodes together; null: no limit. */
            concurrency?: number | null;
            /**
             * Format: uuid
             * @description The project it is in; may come back unchanged.
             */
            projectId?: string;
        };
        RunRequestDto: {
            /** @description Reach the driver as `run.parameters`. */
            parameters?: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @description Replays this occurrence: the driver sees it as `run.scheduledFor`, and the history shows it with the trigger `replay`.
             */
            scheduledFor?: string;
        };
        ProgressTaskDto: {
            /** @example job:progress.invoking_job */
            key: string;
            opts?: {
                [key: string]: unknown;
            };
        };
        ProgressResultDto: {
            /** @example job:status.success */
            key?: string;
            message?: string;
            status?: string;
            success: boolean;
        };
        ProgressStepDto: {
            task: components["schemas"]["ProgressTaskDto"];
            result?: components["schemas"]["ProgressResultDto"];
        };
        RunErrorDto: {
            /** @example SMTP_UNREACHABLE */
            code: string;
            message: string;
        };
        RunResultDto: {
            /**
             * Format: uuid
             * @description Id of the history record.
             */
            id: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "warned" | "failed" | "timed_out" | "canceled" | "lost" | "skipped" | "missed" | "coalesced" | "superseded";
            /**
             * @description Milliseconds.
             * @example 1542
             */
            duration: number;
            history: components["schemas"]["ProgressStepDto"][];
            error: components["schemas"]["RunErrorDto"] | null;
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            success: boolean;
            /** @description True when it succeeded with warnings. */
            warnings: boolean;
        };
        RunAcceptedDto: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "queued";
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
        };
        BackfillRequestDto: {
            /**
             * Format: date-time
             * @description First instant of the period (inclusive).
             * @example 2026-01-01T00:00:00Z
             */
            from: string;
            /**
             * Format: date-time
             * @description Last instant of the period (inclusive); not in the future.
             * @example 2026-01-31T23:59:59Z
             */
            to: string;
            /**
             * @description `queue` (default): one after another, and never beside another run of the job; `allow`: side by side.
             * @default queue
             * @enum {string}
             */
            overlap?: "queue" | "allow";
            /**
             * @description At most so many occurrences, the oldest of the period; `next` in the answer says where to go on.
             * @default 100
             */
            limit?: number;
        };
        BackfillDto: {
            /** @description How many occurrences wait to run; they come after what the job has to do anyway. */
            count: number;
            /**
             * Format: date-time
             * @description The first and the last of them.
             */
            first: string | null;
            /** Format: date-time */
            last: string | null;
            /**
             * Format: date-time
             * @description The first occurrence of the period that `limit` left out: `from` of another backfill; null when there is none.
             */
            next: string | null;
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
        };
        BackfillCanceledDto: {
            /** @description How many waiting backfill runs were canceled; those under way go on. */
            count: number;
        };
        HistoryRecordDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobId: string;
            /** @description Null while it waits or runs. */
            success: boolean | null;
            /** @description Start and end; null where there is none (yet). */
            duration: (string | null)[];
            /** @description What the driver returned; needs edit access, or to have started the run. */
            data: {
                [key: string]: unknown;
            } | null;
            /** @description Its steps, in order. In lists at most the first 25 and the last 25; the record by itself shows all. */
            progress: components["schemas"]["ProgressStepDto"][];
            /**
             * Format: date-time
             * @description When it started.
             */
            createdAt: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "warned" | "failed" | "timed_out" | "canceled" | "lost" | "skipped" | "missed" | "coalesced" | "superseded";
            /** @enum {string} */
            trigger: "schedule" | "manual" | "catchup" | "retry" | "backfill" | "replay";
            /**
             * Format: date-time
             * @description The occurrence; null for a manual run.
             */
            scheduledFor: string | null;
            attempt: number;
            /** @description Why it did not run, or ended early. */
            reason: string | null;
            /** Format: uuid */
            nodeId: string | null;
            /** @description Needs edit access, or to have started the run. */
            error: components["schemas"]["RunErrorDto"] | null;
            /** @description This record stands for several occurrences, from `scheduledFor` to `to`. */
            range: {
                /** Format: date-time */
                to: string;
                count: number;
            } | null;
            /** @description The job's owner at that time. */
            ownerId: string;
            warnings: boolean;
            /** @description False when another attempt follows. */
            final: boolean;
        };
        HistoryPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:job-history": components["schemas"]["HistoryRecordDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        RunLogLineDto: {
            /** Format: date-time */
            at: string;
            /** @description Grows from line to line, with gaps: steps are counted, too. */
            seq: number;
            /** @description At most 4 KiB. */
            message: string;
        };
        RunLogPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:job-run-log": components["schemas"]["RunLogLineDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        JobRunDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobId: string;
            /** @description Null while it waits or runs. */
            success: boolean | null;
            /** @description Start and end; null where there is none (yet). */
            duration: (string | null)[];
            /** @description What the driver returned; needs edit access, or to have started the run. */
            data: {
                [key: string]: unknown;
            } | null;
            /** @description Its steps, in order. In lists at most the first 25 and the last 25; the record by itself shows all. */
            progress: components["schemas"]["ProgressStepDto"][];
            /**
             * Format: date-time
             * @description When it started.
             */
            createdAt: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "warned" | "failed" | "timed_out" | "canceled" | "lost" | "skipped" | "missed" | "coalesced" | "superseded";
            /** @enum {string} */
            trigger: "schedule" | "manual" | "catchup" | "retry" | "backfill" | "replay";
            /**
             * Format: date-time
             * @description The occurrence; null for a manual run.
             */
            scheduledFor: string | null;
            attempt: number;
            /** @description Why it did not run, or ended early. */
            reason: string | null;
            /** Format: uuid */
            nodeId: string | null;
            /** @description Needs edit access, or to have started the run. */
            error: components["schemas"]["RunErrorDto"] | null;
            /** @description This record stands for several occurrences, from `scheduledFor` to `to`. */
            range: {
                /** Format: date-time */
                to: string;
                count: number;
            } | null;
            /** @description The job's owner at that time. */
            ownerId: string;
            warnings: boolean;
            /** @description False when another attempt follows. */
            final: boolean;
            jobName: string;
        };
        JobRunPageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:job-run": components["schemas"]["JobRunDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            total: number;
        };
        DurationStatsDto: {
            p50: number | null;
            p95: number | null;
            max: number | null;
        };
        RunPointDto: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            status: "queued" | "running" | "succeeded" | "warned" | "failed" | "timed_out" | "canceled" | "lost" | "skipped" | "missed" | "coalesced" | "superseded";
            /** Format: date-time */
            createdAt: string;
            durationMs: number;
        };
        JobStatsDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /**
             * Format: date-time
             * @description `from`, unless the period has more than 10,000 records: then only the newest 10,000 are counted, from this instant on.
             */
            countedFrom: string;
            /** @description Ended runs: the sum of the next six. */
            runs: number;
            succeeded: number;
            warned: number;
            failed: number;
            timedOut: number;
            canceled: number;
            lost: number;
            /** @description Occurrences that did not run; a range counts as many as it stands for. */
            skipped: number;
            missed: number;
            coalesced: number;
            /** @description Succeeded and warned runs, divided by all runs that were not canceled; null when there are none. */
            successRate: number | null;
            durationMs: components["schemas"]["DurationStatsDto"];
            /** @description The newest runs of the period that were started, newest first; at most 50. */
            last50: components["schemas"]["RunPointDto"][];
        };
        JobOccurrenceDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /**
             * Format: date-time
             * @description The instant at which it was, is or falls due.
             * @example 2026-03-29T01:00:00.000Z
             */
            at: string;
            /**
             * @description The same instant in the job's present zone.
             * @example 2026-03-29T03:00:00+02:00
             */
            local: string;
            /** @description What a clock change did to it, in words. */
            note: string | null;
            /**
             * @description Of a run, or why there was none; `due`: it has fallen due and nothing has been decided yet; `planned`: it comes.
             * @enum {string}
             */
            status: "queued" | "running" | "succeeded" | "warned" | "failed" | "timed_out" | "canceled" | "lost" | "skipped" | "missed" | "coalesced" | "superseded" | "due" | "planned";
            /** @description Why it did not run, or ended early; of a planned one, why it will not run. */
            reason: string | null;
            /** @enum {string|null} */
            trigger: "schedule" | "manual" | "catchup" | "retry" | "backfill" | "replay" | null;
            /** @description How many times it was started. */
            attempts: number;
            /**
             * Format: date-time
             * @description When it is to start (`at` and the job's jitter), or to start again; null when it has started, or never will.
             */
            startsAt: string | null;
            /**
             * Format: date-time
             * @description When its last attempt started.
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description When its last attempt ended, or its fate was written.
             */
            finishedAt: string | null;
            /**
             * Format: uuid
             * @description Its record in the history.
             */
            runId: string | null;
            /** @description This entry stands for several occurrences, from `at` to `to`. */
            range: {
                /** Format: date-time */
                to: string;
                count: number;
            } | null;
            /** @description It should have started more than `overdueAfterMs` ago, and has not. */
            overdue: boolean;
        };
        JobOccurrencePageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:job-occurrence": components["schemas"]["JobOccurrenceDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            /** @description Exact up to 10,000; above, a lower bound with `totalExact: false`. */
            total: number;
            totalExact?: boolean;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description Why nothing is planned, and what keeps the job from starting. */
            warnings: string[];
        };
        SelfLinkDto: {
            /** Format: uri */
            self: string;
        };
        ResourceDto: {
            /** @enum {string} */
            type: "jobs" | "projects" | "workflows";
            /** Format: uuid */
            id: string;
            /**
             * @example {
             *       "name": "Fetch patients",
             *       "enabled": true
             *     }
             */
            attributes: {
                [key: string]: unknown;
            };
            relationships: {
                [key: string]: components["schemas"]["RelationshipDto"];
            };
            links: components["schemas"]["SelfLinkDto"];
        };
        PageLinksDto: {
            /** Format: uri */
            self: string;
            /** Format: uri */
            first: string;
            /** Format: uri */
            last: string;
            /**
             * Format: uri
             * @description Null on the last page.
             */
            next: string | null;
            /**
             * Format: uri
             * @description Null on the first page.
             */
            prev: string | null;
        };
        PageMetaDto: {
            total_entries: number;
            total_pages: number;
            page_number: number;
            page_size: number;
        };
        CollectionDocumentDto: {
            data: components["schemas"]["ResourceDto"][];
            /** @description Always empty. */
            included: unknown[];
            links: components["schemas"]["PageLinksDto"];
            meta: components["schemas"]["PageMetaDto"];
        };
        ResourceDocumentDto: {
            /** @description Always empty. */
            included: unknown[];
            data: components["schemas"]["ResourceDto"];
            links: components["schemas"]["SelfLinkDto"];
        };
        ResourceIdentifierDto: {
            /** @enum {string} */
            type: "workflows" | "projects";
            /** Format: uuid */
            id: string;
        };
        RelationshipDto: {
            data: components["schemas"]["ResourceIdentifierDto"] | null;
        };
        ReasonDto: {
            /**
             * @description The reason phrase of the status.
             * @example Not Found
             */
            error: string;
        };
        HealthCheckDto: {
            /** @enum {string} */
            name: "node" | "database" | "connections" | "schedule" | "nodes";
            /** @enum {string} */
            status: "ok" | "degraded" | "dead";
            /** @description What is wrong, for people; null when nothing is. */
            message: string | null;
        };
        HealthReportDto: {
            /**
             * @description Dead: this node serves nothing, send requests elsewhere. Degraded: it serves, but somebody should look.
             * @enum {string}
             */
            status: "ok" | "degraded" | "dead";
            checks: components["schemas"]["HealthCheckDto"][];
        };
        HealthDto: {
            /** @enum {string} */
            status: "ok";
        };
        NodeDto: {
            /** Format: uuid */
            id: string;
            /**
             * @description Host and process id.
             * @example worker-1:4711
             */
            name: string;
            /**
             * @description `silent`: no beat for 10 seconds, and not declared dead yet, as when no other node lives. `ended`: stopped, or declared dead.
             * @enum {string}
             */
            status: "alive" | "silent" | "ended";
            /**
             * @example [
             *       "api",
             *       "scheduler"
             *     ]
             */
            roles: string[];
            /**
             * @description The worker pools that it serves.
             * @example [
             *       "default"
             *     ]
             */
            queues: string[];
            /** @description Runs that it holds now. */
            running: number;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            heartbeatAt: string;
            /** Format: date-time */
            endedAt: string | null;
            version: string;
        };
        NodesEmbeddedDto: {
            "inf:nodes": components["schemas"]["NodeDto"][];
        };
        NodesDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: components["schemas"]["NodesEmbeddedDto"];
            alive: number;
        };
        LoadBucketDto: {
            /**
             * Format: date-time
             * @description Where it begins.
             */
            from: string;
            /** @description Runs that start in it. */
            starts: number;
            /** @description Runs that go on at once, on average, by measured durations; null when none is measured yet. */
            running: number | null;
        };
        QueueLoadDto: {
            /** @description Null: all pools that are not listed. */
            queue: string | null;
            jobs: number;
            starts: number;
            /** @description The bucket with the most starts. */
            peak: components["schemas"]["LoadBucketDto"];
        };
        LoadDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @example 900000 */
            bucketMs: number;
            /** @description Jobs that start in the period, those that you can't see included. */
            jobs: number;
            /** @description Of these, so many with a measured duration; the others are taken to last as long as those on average. */
            measuredJobs: number;
            /** @description Jobs whose schedules can't be computed any more; not counted. */
            unreadableJobs: number;
            starts: number;
            buckets: components["schemas"]["LoadBucketDto"][];
            /** @description Coming buckets in which another job would disturb least, best first; at most ten. */
            freeSlots: components["schemas"]["LoadBucketDto"][];
            /** @description The ten worker pools with the most jobs; for superusers, else empty. */
            queues: components["schemas"]["QueueLoadDto"][];
        };
        ReplannedJobDto: {
            /** Format: uuid */
            id: string;
            /** @description Null when the job is gone. */
            name: string | null;
            /** @example alice:weekly-report */
            naturalId: string | null;
        };
        MovedRunDto: {
            /** Format: date-time */
            from: string | null;
            /** Format: date-time */
            to: string | null;
        };
        TzVersionsDto: {
            /** @example 2024a */
            from: string;
            /** @example 2025c */
            to: string;
        };
        ZoneChangeDto: {
            /** @description `inf:job`, while the job exists. */
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            detectedAt: string;
            /**
             * Format: date-time
             * @description The first instant at which the rules differ from the ones before.
             */
            differsFrom: string;
            /** @description Null when the rules changed and no job moved. */
            job: components["schemas"]["ReplannedJobDto"] | null;
            nextRunAt: components["schemas"]["MovedRunDto"] | null;
            timezone: string;
            tzVersion: components["schemas"]["TzVersionsDto"];
        };
        ZoneChangePageDto: {
            _links: {
                [key: string]: components["schemas"]["LinkDto"];
            };
            _embedded: {
                "inf:zone-change": components["schemas"]["ZoneChangeDto"][];
            } & {
                [key: string]: unknown[];
            };
            start: number;
            count: number;
            /** @description Exact up to 10,000; above, a lower bound with `totalExact: false`. */
            total: number;
            totalExact?: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    AuthController_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResultDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AuthController_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AuthController_changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordDto"];
            };
        };
        responses: {
            /** @description Changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AccessTokensController_list: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessTokenPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AccessTokensController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccessTokenDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedAccessTokenDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AccessTokensController_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of the token */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    UsersController_list: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
                /** @description Part of the id or name (of users, the email too); every character is literal. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    UsersController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUserDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    UsersController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user, such as `alice`
                 * @example alice
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    UsersController_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user, such as `alice`
                 * @example alice
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUserDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    UsersController_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the user, such as `alice`
                 * @example alice
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TeamsController_list: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
                /** @description Part of the id or name (of users, the email too); every character is literal. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TeamsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTeamDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TeamsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the team: `team:analytics`, or the bare name
                 * @example team:analytics
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TeamsController_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the team: `team:analytics`, or the bare name
                 * @example team:analytics
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTeamDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TeamsController_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the team: `team:analytics`, or the bare name
                 * @example team:analytics
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TeamMembersController_list: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Id of the team: `team:analytics`, or the bare name
                 * @example team:analytics
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TeamMembersController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the team: `team:analytics`, or the bare name
                 * @example team:analytics
                 */
                id: string;
                /**
                 * @description Id of a user
                 * @example alice
                 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutTeamMemberDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamMemberDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TeamMembersController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the team: `team:analytics`, or the bare name
                 * @example team:analytics
                 */
                id: string;
                /**
                 * @description Id of a user
                 * @example alice
                 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobSharesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>`
                 * @example admin:daily-sales-report
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharePageDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobSharesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description User or team: `bob`, `team:marketing`, or a bare team name
                 * @example alice
                 */
                principalId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>`
                 * @example admin:daily-sales-report
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobSharesController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description User or team: `bob`, `team:marketing`, or a bare team name
                 * @example alice
                 */
                principalId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>`
                 * @example admin:daily-sales-report
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutShareDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobSharesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description User or team: `bob`, `team:marketing`, or a bare team name
                 * @example alice
                 */
                principalId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>`
                 * @example admin:daily-sales-report
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobSharesController_explain: {
        parameters: {
            query?: {
                /** @description User or team: `bob`, `team:marketing`, or a bare team name; your own access when left out. */
                principalId?: string;
            };
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>`
                 * @example admin:daily-sales-report
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessExplanationDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetSharesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the dataset, its natural id, or its UUID
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SharePageDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetSharesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description User or team: `bob`, `team:marketing`, or a bare team name
                 * @example alice
                 */
                principalId: string;
                /**
                 * @description Id of the dataset, its natural id, or its UUID
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetSharesController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description User or team: `bob`, `team:marketing`, or a bare team name
                 * @example alice
                 */
                principalId: string;
                /**
                 * @description Id of the dataset, its natural id, or its UUID
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutShareDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetSharesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description User or team: `bob`, `team:marketing`, or a bare team name
                 * @example alice
                 */
                principalId: string;
                /**
                 * @description Id of the dataset, its natural id, or its UUID
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobDriversController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDriverPageDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobDriversController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Type of a driver, such as `email`
                 * @example email
                 */
                type: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDriverDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetsController_list: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
                /** @description Field to sort by; a leading `-` is descending. */
                sort?: "name" | "-name" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt";
                /** @description Words to find in id, name and description: every word must occur, a prefix is enough. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDatasetDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetsController_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that the change is based on */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDatasetDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetsController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that is to go */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetsController_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Something this needs can’t be reached right now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SnapshotsController_list: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
            };
            header?: never;
            path: {
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SnapshotsController_take: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Something this needs can’t be reached right now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SnapshotsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a snapshot */
                snapshotId: string;
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SnapshotsController_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a snapshot */
                snapshotId: string;
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetDataController_rows: {
        parameters: {
            query?: {
                /** @description Rows per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Rows to pass over. */
                start?: number;
                /** @description All rows as a file instead of a page. */
                format?: "csv" | "json" | "xlsx";
            };
            header?: never;
            path: {
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetDataDto"] | Record<string, never>[];
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DatasetDataController_frozenRows: {
        parameters: {
            query?: {
                /** @description Rows per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Rows to pass over. */
                start?: number;
                /** @description All rows as a file instead of a page. */
                format?: "csv" | "json" | "xlsx";
            };
            header?: never;
            path: {
                /** @description UUID of a snapshot */
                snapshotId: string;
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetDataDto"] | Record<string, never>[];
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobsController_list: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
                /** @description Words to find in name and description: every word must occur, a prefix is enough. */
                q?: string;
                /** @description Fields to sort by, comma-separated, `-` for descending: name, type, ownerId, enabled, nextRunAt, createdAt, updatedAt, lastRunAt. */
                sort?: string;
                /** @description Only jobs of this driver type. */
                type?: string;
                /** @description Only jobs of this owner. */
                ownerId?: string;
                /** @description Only enabled, or only disabled ones. */
                enabled?: boolean;
                /** @description Only your favorites, or only the others. */
                favorite?: boolean;
                /** @description Only jobs with this tag: its id, or its name without regard to case. */
                tag?: string;
                /** @description Only jobs whose last run ended so. */
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobsController_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Sent again with the same key within 24 hours, the request takes no effect and gets the same answer. Another request with the key: 422. The first one still under way: 409 with Retry-After. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateJobDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description URL of the job */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobsController_flatList: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobFlatDto"][];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobsController_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that you saw; another one answers 412 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateJobDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RunsController_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description `respond-async`: 202 at once, with the run in Location */
                Prefer?: string;
                /** @description Sent again with the same key within 24 hours, the request takes no effect and gets the same answer. Another request with the key: 422. The first one still under way: 409 with Retry-After. */
                "Idempotency-Key"?: string;
            };
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunRequestDto"];
            };
        };
        responses: {
            /** @description The run has ended; a failing driver is `success: false` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunResultDto"];
                };
            };
            /** @description The run waits to be started */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunAcceptedDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobsController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the version that is to go */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobsController_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description As for PUT */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateJobDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobDatasetsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDatasetPageDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobDatasetsController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostJobDatasetDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDatasetDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobDatasetsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name under which the job reads the dataset
                 * @example sales
                 */
                alias: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDatasetDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobDatasetsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Name under which the job reads the dataset
                 * @example sales
                 */
                alias: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutJobDatasetDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDatasetDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobDatasetsController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Name under which the job reads the dataset
                 * @example sales
                 */
                alias: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobOwnerController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOwnerDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobOwnerController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutJobOwnerDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOwnerDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SchedulesController_ofJob: {
        parameters: {
            query?: {
                /** @description At most 1000. */
                count?: number;
            };
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreviewDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SchedulesController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SchedulePreviewInput"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreviewDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DraftsController_edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft that you have already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description The new draft; read, change and run it by its own id */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DraftsController_commit: {
        parameters: {
            query?: {
                /** @description Replaces what others changed since the draft was made. */
                force?: boolean;
            };
            header?: {
                /** @description ETag of what the id names, the draft or the job, as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job as committed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DraftsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DraftsController_discard: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the draft as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DraftsController_diff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftDiffDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    VersionsController_page: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
            };
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobVersionPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    VersionsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number of the version
                 * @example 1
                 */
                version: number;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobVersionDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    VersionsController_diff: {
        parameters: {
            query?: {
                /** @description Number of the version to start from; the one before when left out. */
                against?: number;
            };
            header?: never;
            path: {
                /**
                 * @description Number of the version
                 * @example 1
                 */
                version: number;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDiffDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    VersionsController_restore: {
        parameters: {
            query?: {
                /** @description Leaves out dataset links whose datasets are gone, or that you can't see. */
                force?: boolean;
            };
            header?: {
                /** @description ETag of the present job; another one answers 412 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description Number of the version
                 * @example 1
                 */
                version: number;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobCopyController_copy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    /** @description URL of the new job */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobActionsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobActionPageDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobActionsController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostJobActionDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobActionDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobActionsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobActionDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobActionsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutJobActionDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobActionDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobActionsController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AttachmentsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentPageDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AttachmentsController_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostAttachmentDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AttachmentsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /** @description UUID of an attachment of the action */
                attachmentId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AttachmentsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /** @description UUID of an attachment of the action */
                attachmentId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutAttachmentDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AttachmentsController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /** @description UUID of an attachment of the action */
                attachmentId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AttachmentContentsController_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /** @description UUID of an attachment of the action */
                attachmentId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AttachmentContentsController_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the job as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                /** @description UUID of an action of the job */
                actionId: string;
                /** @description UUID of an attachment of the action */
                attachmentId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "*/*": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Something this needs can’t be reached right now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    FavoritesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FavoriteDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    FavoritesController_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FavoriteDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    FavoritesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TagsController_list: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TagsController_make: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTagDto"];
            };
        };
        responses: {
            /** @description There is a tag of that name already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagDto"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    TagsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a tag */
                tagId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobTagsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagPageDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobTagsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a tag */
                tagId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobTagsController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a tag */
                tagId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TagDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobTagsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a tag */
                tagId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AuditTrailController_ofJob: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
            };
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AuditTrailController_ofDataset: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
            };
            header?: never;
            path: {
                /**
                 * @description UUID, natural id `<ownerId>:<id>`, or the id alone (the caller’s own first)
                 * @example sales-2024
                 */
                id: unknown;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AuditTrailController_all: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
                /** @description Only events about things of this kind. */
                subjectKind?: "job" | "dataset" | "token" | "user" | "team" | "project" | "workflow" | "scheduler";
                /** @description Only events about this thing: UUID of a job, dataset or token; id of a user or team. */
                subjectId?: string;
                /** @description Only what this user did. */
                actorId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobPauseController_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PauseRequestDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPauseDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobPauseController_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPauseDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SchedulerPauseController_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulerPauseDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SchedulerPauseController_pause: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PauseRequestDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulerPauseDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SchedulerPauseController_resume: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulerPauseDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ProjectFilesController_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ProjectFilesController_import: {
        parameters: {
            query?: {
                /** @description Answers the plan and changes nothing. */
                dryRun?: boolean;
                /** @description Also deletes workflows that the file does not have, and takes such jobs out of theirs, disabled. */
                prune?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/yaml": string;
                "application/json": string;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPlanDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ProjectsViewController_projects: {
        parameters: {
            query?: {
                /** @description From 1; what is no number counts as 1 */
                page?: string;
                /** @description 10 by default, at most 100 */
                page_size?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["CollectionDocumentDto"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Too many bad tokens; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
        };
    };
    ProjectsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProjectDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ProjectsViewController_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ResourceDocumentDto"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Too many bad tokens; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
        };
    };
    ProjectsController_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the project as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProjectDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ProjectsController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the project as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ProjectsController_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the project as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProjectDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    MembersController_list: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    MembersController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /**
                 * @description Id of a user
                 * @example alice
                 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    MembersController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /**
                 * @description Id of a user
                 * @example alice
                 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutMemberDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    MembersController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /**
                 * @description Id of a user
                 * @example alice
                 */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ProjectsViewController_workflows: {
        parameters: {
            query?: {
                project_id?: string;
                /** @description From 1; what is no number counts as 1 */
                page?: string;
                /** @description 10 by default, at most 100 */
                page_size?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["CollectionDocumentDto"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Too many bad tokens; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
        };
    };
    WorkflowsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWorkflowDto"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ProjectsViewController_workflow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ResourceDocumentDto"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Too many bad tokens; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
        };
    };
    WorkflowsController_update: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the workflow as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWorkflowDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    WorkflowsController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the workflow as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    WorkflowsController_patch: {
        parameters: {
            query?: never;
            header?: {
                /** @description ETag of the workflow as you saw it; when it was changed since, nothing happens and the answer is 412 */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWorkflowDto"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkflowDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description If-Match names another version than the present one */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BackfillController_backfill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackfillRequestDto"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Well-formed but impossible */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BackfillController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackfillCanceledDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    HistoryController_page: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
                /** @description Only runs with one of these statuses, comma-separated. */
                status?: string;
                /** @description Only runs that were started so, comma-separated. */
                trigger?: string;
                /** @description Created at this instant or later. */
                from?: string;
                /** @description Created before this instant. */
                to?: string;
                /** @description Newest first (default) or oldest first. */
                sort?: "-createdAt" | "createdAt";
            };
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    HistoryController_record: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a run in the history */
                runId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryRecordDto"];
                };
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    HistoryController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a run in the history */
                runId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    HistoryController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of a run in the history */
                runId: string;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Its present state does not allow this */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RunEventsController_events: {
        parameters: {
            query?: never;
            header?: {
                /** @description Resumes after this event */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description UUID of the run */
                runId: unknown;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-Sent Events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Last-Event-ID is `end`: nothing more will come */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Something this needs can’t be reached right now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RunEventsController_log: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
                /** @description `true`: Server-Sent Events (`event: log`), then `event: end`; `Last-Event-ID` resumes. */
                follow?: boolean;
            };
            header?: {
                /** @description Resumes after this event */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description UUID of the run */
                runId: unknown;
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of lines; Server-Sent Events with `follow=true` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunLogPageDto"];
                    "text/event-stream": string;
                };
            };
            /** @description Last-Event-ID is `end`: nothing more will come */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Something this needs can’t be reached right now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AllRunsController_page: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
                /** @description Only runs with one of these statuses, comma-separated. */
                status?: string;
                /** @description Only runs that were started so, comma-separated. */
                trigger?: string;
                /** @description Created at this instant or later. */
                from?: string;
                /** @description Created before this instant. */
                to?: string;
                /** @description Only runs of this job: its UUID, or its natural id `<ownerId>:<slug>`. */
                jobId?: string;
                /** @description Only runs that wait or run in this worker pool. */
                queue?: string;
                /** @description Only runs of this node. */
                nodeId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRunPageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobStatsController_show: {
        parameters: {
            query?: {
                /** @description From this instant on; 30 days before `to` when left out. */
                from?: string;
                /** @description Before this instant; now when left out. */
                to?: string;
            };
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStatsDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    OccurrencesController_page: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Occurrences to pass over. */
                start?: number;
                /** @description At this instant or later; left out: the last 24 hours. */
                from?: string;
                /** @description Before this instant; left out: the coming 7 days (from `from`, if that is later). */
                to?: string;
            };
            header?: never;
            path: {
                /**
                 * @description UUID of the job, or its natural id `<ownerId>:<slug>` (a bare team name is accepted for the owner)
                 * @example admin:daily-sales-report
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobOccurrencePageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description It does not exist, or you can’t see it */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    JobsViewController_indexOfProject: {
        parameters: {
            query?: {
                /** @description From 1; what is no number counts as 1 */
                page?: string;
                /** @description 10 by default, at most 100 */
                page_size?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["CollectionDocumentDto"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Too many bad tokens; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
        };
    };
    JobsViewController_showInProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ResourceDocumentDto"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Forbidden */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
            /** @description Too many bad tokens; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.api+json": components["schemas"]["ReasonDto"];
                };
            };
        };
    };
    HealthController_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthReportDto"];
                };
            };
            /** @description Dead: this node serves nothing */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthReportDto"];
                };
            };
        };
    };
    HealthController_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDto"];
                };
            };
        };
    };
    HealthController_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Something this needs can’t be reached right now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    MetricsController_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    NodesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodesDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    LoadController_show: {
        parameters: {
            query?: {
                /** @description From this instant on; now, at the beginning of its bucket, when left out. */
                from?: string;
                /** @description Before this instant, rounded up to a whole bucket; 24 hours after `from` when left out. */
                to?: string;
                /** @description Length of a bucket as a duration of days or less: `5 minutes`, `PT1H`, `1 day` (24 hours). Chosen by the period when left out. */
                bucket?: string;
                /** @description Only jobs of this worker pool. */
                queue?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Something this needs can’t be reached right now */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ZoneChangesController_page: {
        parameters: {
            query?: {
                /** @description Entries per page; more than 1000 is taken as 1000. */
                limit?: number;
                /** @description Entries to pass over. */
                start?: number;
                /** @description Only changes of this zone, as jobs spell it. */
                timezone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ZoneChangePageDto"];
                };
            };
            /** @description Malformed request: an unknown field, a wrong type or a bad parameter */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description No token, or one that is malformed, expired or revoked */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description You can see it, but your access does not allow this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description Too many requests; see Retry-After */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
}
